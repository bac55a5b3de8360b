//! The program for giving, and for following one's money.

fn main() {
    kopuro_web::giving();
}
