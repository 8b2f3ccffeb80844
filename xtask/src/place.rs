//! Where things are in the project.

use std::path::PathBuf;

/// The top of the project, wherever xtask was called from. Cargo says where that is, also to an xtask that was built in
/// another copy of the project.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// A path inside the project.
pub(crate) fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map(|dir| root().join(dir)).unwrap_or_else(|| at("target"))
}

/// The `countersign` program of a development build.
pub(crate) fn program() -> PathBuf {
    target().join("debug").join(format!("countersign{}", std::env::consts::EXE_SUFFIX))
}
