//! Makes sure that the folder of the built web app exists, so that the server compiles before the web app was built;
//! it then answers every page with an error that says how to build it.

fn main() {
    let dist = concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/dist");
    std::fs::create_dir_all(dist).expect("the web app's folder can be made");
    println!("cargo::rerun-if-changed={dist}");
    println!("cargo::rerun-if-changed=../migrations");
    println!("cargo::rerun-if-changed=../i18n");
}
