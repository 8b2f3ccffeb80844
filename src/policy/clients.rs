//! Which mail programs the brand's readers use, and how many must be let down before it is said.

use serde::{Deserialize, Serialize};

/// Which mail programs the brand's readers use. What a program cannot show is only worth a finding where enough readers
/// have that program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Clients {
    /// From how many per cent of the readers on something that their program cannot show is said; 5 where left out.
    pub threshold: Option<f64>,
    /// How many per cent of the readers use what, from the brand's own statistics. Where left out, an estimate stands in
    /// for it; where given, what is not named has none.
    pub shares: Option<Shares>,
}

/// Readers by mail program, in per cent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Shares {
    /// Gmail, in the browser and on telephones.
    pub gmail: f64,
    /// Apple Mail, on iPhone, iPad and Mac.
    pub apple_mail: f64,
    /// Outlook for Windows up to 2021, which shows mail as Word would.
    pub outlook_windows: f64,
    /// Outlook.com, the new Outlook, and Outlook on telephones.
    pub outlook: f64,
    /// Outlook for Mac.
    pub outlook_mac: f64,
    /// Yahoo Mail.
    pub yahoo: f64,
    /// AOL Mail.
    pub aol: f64,
    /// Samsung Email.
    pub samsung: f64,
    /// Thunderbird.
    pub thunderbird: f64,
    /// Proton Mail.
    pub proton: f64,
    /// Orange.
    pub orange: f64,
    /// Free.
    pub free: f64,
    /// La Poste.
    pub laposte: f64,
    /// SFR.
    pub sfr: f64,
    /// GMX.
    pub gmx: f64,
    /// WEB.DE.
    pub web_de: f64,
    /// T-Online.
    pub t_online: f64,
    /// IONOS.
    pub ionos: f64,
}

/// Where a brand says nothing: an estimate for Europe and North America, not a measurement.
const ESTIMATE: Shares = Shares {
    gmail: 27.0,
    apple_mail: 45.0,
    outlook_windows: 5.0,
    outlook: 5.0,
    outlook_mac: 1.0,
    yahoo: 4.0,
    aol: 1.0,
    samsung: 3.0,
    thunderbird: 0.5,
    proton: 0.5,
    orange: 1.5,
    free: 0.5,
    laposte: 0.5,
    sfr: 0.5,
    gmx: 1.5,
    web_de: 1.5,
    t_online: 0.5,
    ionos: 0.5,
};

/// Where a brand says nothing: fewer readers than this are let down without a word.
const THRESHOLD: f64 = 5.0;

impl Clients {
    /// From how many per cent on something is said.
    pub fn threshold(&self) -> f64 {
        self.threshold.unwrap_or(THRESHOLD)
    }

    /// The readers by mail program: the brand's own figures, or the estimate.
    pub fn shares(&self) -> &Shares {
        self.shares.as_ref().unwrap_or(&ESTIMATE)
    }
}

impl Shares {
    /// By name, in one order: `gmail`, `apple-mail` …
    pub const fn by_name(&self) -> [(&'static str, f64); 18] {
        [
            ("gmail", self.gmail),
            ("apple-mail", self.apple_mail),
            ("outlook-windows", self.outlook_windows),
            ("outlook", self.outlook),
            ("outlook-mac", self.outlook_mac),
            ("yahoo", self.yahoo),
            ("aol", self.aol),
            ("samsung", self.samsung),
            ("thunderbird", self.thunderbird),
            ("proton", self.proton),
            ("orange", self.orange),
            ("free", self.free),
            ("laposte", self.laposte),
            ("sfr", self.sfr),
            ("gmx", self.gmx),
            ("web-de", self.web_de),
            ("t-online", self.t_online),
            ("ionos", self.ionos),
        ]
    }
}
