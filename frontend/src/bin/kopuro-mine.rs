//! The program for what is one's own, and for following one's money.

fn main() {
    kopuro_web::mine();
}
