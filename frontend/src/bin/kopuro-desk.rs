//! The program with which organizations and stewards work.

fn main() {
    kopuro_web::desk();
}
