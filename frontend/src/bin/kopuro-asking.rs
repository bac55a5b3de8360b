//! The program for asking.

fn main() {
    kopuro_web::asking();
}
