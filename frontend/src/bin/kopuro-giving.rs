//! The program for giving: a project, and the pledges for it.

fn main() {
    kopuro_web::giving();
}
