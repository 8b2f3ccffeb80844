//! Finds a browser for the tests; installs Chromium where apt may.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place;
use crate::shell::{Done, answer, has, run, say};

const CHROMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const ELSEWHERE: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
];
const ASK: &str = "install Chromium and its driver (Debian: apt-get install chromium chromium-driver; \
    elsewhere: Chrome and the chromedriver of the same version on the PATH), or name them in CHROMIUM and CHROMEDRIVER";

/// A browser with the program that drives it.
pub(crate) struct Driven {
    variable: &'static str,
    driver: PathBuf,
    browser: Option<PathBuf>,
}

impl Driven {
    /// Passes the browser on to a command, in the variables that wasm-bindgen's runner reads.
    pub(crate) fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(self.variable, &self.driver);
        if let Some(settings) = self.settings() {
            command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings);
        }
        command.env("WASM_BINDGEN_TEST_TIMEOUT", "120")
    }

    /// The driver's settings: the committed ones, with the browser's own place in them when it is not the usual one.
    fn settings(&self) -> Option<PathBuf> {
        let committed = place::at("tests/wasm/webdriver.json");
        let Some(browser) = &self.browser else { return Some(committed) };
        let text = std::fs::read_to_string(&committed).ok()?;
        let named = format!("\"binary\": {:?},\n    \"args\"", browser.display().to_string());
        let file = place::target().join("webdriver.json");
        std::fs::write(&file, text.replacen("\"args\"", &named, 1)).ok()?;
        Some(file)
    }
}

/// Chromium or Chrome, for what a person does in a page. Installed when it is missing and apt may.
pub(crate) fn chromium() -> Done<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let named = PathBuf::from(named);
        return if named.is_file() {
            Ok(named)
        } else {
            Err(format!("CHROMIUM names {}, which is not there", named.display()))
        };
    }
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    install();
    find_chromium().ok_or_else(|| format!("no Chromium or Chrome is here: {ASK}"))
}

/// A browser that a WebDriver drives, for the tests of the module: Chromium, else Firefox.
pub(crate) fn driven() -> Done<Driven> {
    for variable in ["CHROMEDRIVER", "GECKODRIVER"] {
        if let Some(named) = std::env::var_os(variable) {
            return Ok(Driven {
                variable,
                driver: named.into(),
                browser: std::env::var_os("CHROMIUM").map(Into::into),
            });
        }
    }
    if let Some(found) = find_driven() {
        return Ok(found);
    }
    install();
    find_driven().ok_or_else(|| format!("no browser with a WebDriver is here: {ASK}"))
}

fn find_chromium() -> Option<PathBuf> {
    CHROMES
        .iter()
        .find_map(|name| has(name))
        .or_else(|| ELSEWHERE.iter().map(PathBuf::from).find(|file| file.is_file()))
}

fn find_driven() -> Option<Driven> {
    if let (Some(browser), Some(driver)) = (find_chromium(), has("chromedriver")) {
        return Some(Driven { variable: "CHROMEDRIVER", driver, browser: Some(browser) });
    }
    let driver = has("geckodriver")?;
    has("firefox").or_else(|| has("firefox-esr"))?;
    Some(Driven { variable: "GECKODRIVER", driver, browser: None })
}

/// `apt-get install`, where there is apt and we may use it. Whether it worked shows in what is found afterwards.
fn install() {
    let root = answer(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    if !root || !Path::new("/usr/bin/apt-get").exists() {
        return;
    }
    say("installs Chromium and its driver with apt");
    let apt = |words: &[&str]| run(Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"));
    let words = ["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"];
    if let Err(why) = apt(&["update", "-q"]).and_then(|()| apt(&words)) {
        eprintln!("  {why}");
    }
}
