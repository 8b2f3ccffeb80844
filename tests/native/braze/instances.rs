//! Every instance of Braze can be chosen by its name and by its address, and no other host can.

use super::shared;
use countersign::braze::{INSTANCES, Upstream};

#[test]
fn every_documented_instance_by_name_and_by_address() {
    let Some(list) = shared("instances.json") else { return told!("skipped: ../shared is not here") };
    let list = list["instances"].as_array().unwrap();
    assert_eq!(list.len(), INSTANCES.len());
    for instance in list {
        let text = |name: &str| instance[name].as_str().unwrap();
        let (name, address) = (text("instance"), text("rest_endpoint"));
        assert_eq!(Upstream::instance(name).unwrap().origin(), address);
        assert_eq!(Upstream::instance(&name.to_lowercase()).unwrap().origin(), address);
        assert_eq!(Upstream::endpoint(address).unwrap().origin(), address);
        for other in
            [text("dashboard_url"), text("sdk_endpoint"), &format!("{address}/"), &format!("{address}.evil.example")]
        {
            assert!(Upstream::endpoint(other).is_err(), "{other}");
        }
    }
}
