//! The program for an organization's desk.

fn main() {
    kopuro_web::desk();
}
