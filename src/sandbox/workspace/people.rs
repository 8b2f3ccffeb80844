//! The people of a workspace, by number, and found by what they are called.

use super::profile::{Name, Profile};
use crate::liquid::dates::zone;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A person's place in the list.
pub(in crate::sandbox) type Number = u32;

/// The most people; ours, so that memory ends somewhere. A person takes about 1 kB.
const MOST_PEOPLE: usize = 5_000_000;

/// Everybody. The maps are for finding only: nothing is ever listed in their order.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct People {
    seed: u64,
    list: Vec<Arc<Profile>>,
    by_external_id: HashMap<Name, Number>,
    by_alias: HashMap<(Name, Name), Number>,
    by_address: BTreeSet<(Name, Number)>,
    by_device: HashMap<Name, Number>,
    names: HashSet<Name>,
    /// Time zones that were found sound.
    zones: HashSet<Name>,
}

impl People {
    pub(in crate::sandbox) fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    pub(in crate::sandbox) fn len(&self) -> usize {
        self.list.len()
    }

    pub(in crate::sandbox) fn get(&self, number: Number) -> Option<&Arc<Profile>> {
        self.list.get(usize::try_from(number).ok()?)
    }

    pub(in crate::sandbox) fn iter(&self) -> impl Iterator<Item = (Number, &Arc<Profile>)> {
        (0..).zip(&self.list)
    }

    /// One copy of a name that many have.
    pub(in crate::sandbox) fn name(&mut self, name: &str) -> Name {
        if let Some(known) = self.names.get(name) {
            return Arc::clone(known);
        }
        let name: Name = Arc::from(name);
        self.names.insert(Arc::clone(&name));
        name
    }

    /// Whether this is a time zone; each is looked up once.
    pub(in crate::sandbox) fn is_zone(&mut self, name: &str) -> bool {
        if self.zones.contains(name) {
            return true;
        }
        let known = zone(name).is_some();
        if known {
            self.zones.insert(Arc::from(name));
        }
        known
    }

    /// A person of whom nothing is known yet; none where there are too many.
    pub(in crate::sandbox) fn add(&mut self, now: i64) -> Option<Number> {
        if self.list.len() >= MOST_PEOPLE {
            return None;
        }
        let number = Number::try_from(self.list.len()).ok()?;
        let born = u32::try_from(now.div_euclid(1000)).unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, reason = "any 32 bits of the seed do")]
        let workspace = self.seed as u32;
        self.list.push(Arc::new(Profile::new(&format!("{born:08x}{workspace:08x}{number:08x}"), now)));
        Some(number)
    }

    /// The person, to be written to; whoever else holds the profile keeps it as it was.
    pub(in crate::sandbox) fn write(&mut self, number: Number, now: i64) -> Option<&mut Profile> {
        let profile = Arc::make_mut(self.list.get_mut(usize::try_from(number).ok()?)?);
        profile.updated = now;
        Some(profile)
    }

    pub(in crate::sandbox) fn by_external_id(&self, id: &str) -> Option<Number> {
        self.by_external_id.get(id).copied()
    }

    pub(in crate::sandbox) fn by_alias(&self, label: &str, name: &str) -> Option<Number> {
        let (label, name) = (self.names.get(label)?, Arc::from(name));
        self.by_alias.get(&(Arc::clone(label), name)).copied()
    }

    /// Braze's own id ends with the number.
    pub(in crate::sandbox) fn by_braze_id(&self, id: &str) -> Option<Number> {
        let number = Number::from_str_radix(id.get(16..)?, 16).ok()?;
        self.get(number).filter(|profile| *profile.braze_id == *id).map(|_| number)
    }

    pub(in crate::sandbox) fn by_device(&self, device: &str) -> Option<Number> {
        self.by_device.get(device).copied()
    }

    /// Everybody with this e-mail address or telephone number, the one who was written to last first.
    pub(in crate::sandbox) fn by_address(&self, address: &str) -> Vec<Number> {
        let address: Name = Arc::from(address);
        let end = (Arc::clone(&address), Number::MAX);
        let mut found: Vec<Number> = self.by_address.range((address, 0)..=end).map(|(_, number)| *number).collect();
        found.sort_by_key(|number| std::cmp::Reverse(self.get(*number).map(|profile| profile.updated)));
        found
    }

    /// Whoever is called so: by external id, alias, Braze's id, e-mail address or telephone number.
    pub(in crate::sandbox) fn called(&self, handle: &str) -> Option<Number> {
        self.by_external_id(handle)
            .or_else(|| self.by_braze_id(handle))
            .or_else(|| self.by_address(handle).first().copied())
            .or_else(|| self.iter().find(|(_, profile)| profile.handle() == handle).map(|(number, _)| number))
    }

    pub(in crate::sandbox) fn set_external_id(&mut self, number: Number, id: &str) {
        let id: Name = Arc::from(id);
        self.by_external_id.insert(Arc::clone(&id), number);
        if let Some(profile) = self.list.get_mut(number as usize) {
            Arc::make_mut(profile).external_id = Some(id);
        }
    }

    /// A person has one name for each label.
    pub(in crate::sandbox) fn set_alias(&mut self, number: Number, label: &str, name: &str) {
        let (label, name): (Name, Name) = (self.name(label), Arc::from(name));
        self.by_alias.insert((Arc::clone(&label), Arc::clone(&name)), number);
        if let Some(profile) = self.list.get_mut(number as usize) {
            let aliases = &mut Arc::make_mut(profile).more_mut().aliases;
            if !aliases.iter().any(|(known, _)| *known == label) {
                aliases.push((label, name));
            }
        }
    }

    /// The address or number by which a person is found is another now.
    pub(in crate::sandbox) fn move_address(&mut self, number: Number, old: Option<&str>, new: Option<&str>) {
        if let Some(old) = old {
            self.by_address.remove(&(Arc::from(old), number));
        }
        if let Some(new) = new {
            self.by_address.insert((Arc::from(new), number));
        }
    }

    pub(in crate::sandbox) fn set_device(&mut self, number: Number, device: &Name) {
        self.by_device.insert(Arc::clone(device), number);
    }
}
