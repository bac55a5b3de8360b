//! Papers of the story, as PDF: certificates and invoices that a viewer opens and nobody takes for real.

/// A page with a title and some lines. Latin letters only: the fonts that every viewer has know no others.
pub struct Paper {
    pub title: String,
    pub lines: Vec<String>,
}

impl Paper {
    /// The page as PDF 1.4 (ISO 32000-1, 7.5): five objects, a table of where they are, a trailer.
    pub fn pdf(&self) -> Vec<u8> {
        let mut text =
            format!("BT /F1 22 Tf 60 760 Td ({}) Tj /F1 13 Tf 0 -20 Td", escape(&self.title));
        for line in &self.lines {
            text += &format!(" 0 -24 Td ({}) Tj", escape(line));
        }
        text += " 0 -60 Td (This paper belongs to a demo. It proves nothing.) Tj ET";
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>"
                .to_owned(),
            format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        ];
        let mut pdf = "%PDF-1.4\n".to_owned();
        let mut table = "0000000000 65535 f \n".to_owned();
        for (index, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", pdf.len());
            pdf += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
        }
        let start = pdf.len();
        let size = objects.len() + 1;
        pdf += &format!(
            "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
        );
        pdf.into_bytes()
    }
}

/// What a PDF string may hold as it stands.
fn escape(text: &str) -> String {
    let plain = text.chars().filter(|letter| letter.is_ascii() && !letter.is_ascii_control());
    plain
        .flat_map(|letter| {
            matches!(letter, '(' | ')' | '\\').then_some('\\').into_iter().chain([letter])
        })
        .collect()
}
