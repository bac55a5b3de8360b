//! The program with which an organization works on its projects.

fn main() {
    kopuro_web::projects();
}
