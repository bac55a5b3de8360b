//! What a page says of itself before its program runs: title, description, Open Graph (ogp.me), JSON-LD (schema.org), and
//! its other languages. Shared links unfold with it, and search engines read it.

use kopuro_shared::{files::Photo, language::Language};
use serde_json::{Value, json};

use crate::platform::{app::App, messages::message};

/// Longest description, in characters: more is cut by those who show it.
const DESCRIPTION_MAX: usize = 200;
/// Width from which on a picture is shown large where links are shared, in pixels.
const PICTURE_WIDTH: i32 = 1200;
/// Where the picture of pages without one of their own is.
pub const BRAND_PICTURE: &str = "/share.png";

/// A picture that a shared link unfolds with.
pub struct Picture {
    /// Where it is, from the site's root.
    pub url: String,
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
}

impl Picture {
    /// The size of a photo that is best for it: the smallest that is large enough, otherwise the largest.
    pub fn of(photo: &Photo) -> Option<Self> {
        let enough = photo.sizes.iter().find(|size| size.width >= PICTURE_WIDTH);
        let size = enough.or(photo.sizes.last())?;
        Some(Self { url: size.url.clone(), width: size.width, height: size.height })
    }
}

/// The head of a page.
pub struct Head {
    /// The title.
    pub title: String,
    /// What it is in a sentence.
    pub description: String,
    /// Address of the page from the site's root, with what of its query makes it another page.
    pub path: String,
    /// Its own picture.
    pub picture: Option<Picture>,
    /// What it is about, for machines.
    pub data: Option<Value>,
    /// Whether search engines are asked to leave it out: it is somebody's own.
    pub is_hidden: bool,
}

impl Head {
    /// A head without a picture of its own.
    pub fn new(title: impl Into<String>, description: impl Into<String>, path: &str) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            path: path.to_owned(),
            picture: None,
            data: None,
            is_hidden: false,
        }
    }

    /// The elements, for the page's `<head>`. `asked` is the language that the address names.
    pub fn html(&self, app: &App, language: Language, asked: Option<Language>) -> String {
        let title = escape(&self.title);
        let description: String = self.description.chars().take(DESCRIPTION_MAX).collect();
        let description = escape(description.trim());
        let brand = escape(&message(language, "site-title", &[]));
        let url = escape(&self.address(app, asked));
        let mut html = format!(
            "<title>{title}</title>\n<meta name=\"description\" content=\"{description}\">\n\
             <link rel=\"canonical\" href=\"{url}\">\n<meta property=\"og:type\" content=\"website\">\n\
             <meta property=\"og:site_name\" content=\"{brand}\">\n<meta property=\"og:title\" content=\"{title}\">\n\
             <meta property=\"og:description\" content=\"{description}\">\n\
             <meta property=\"og:url\" content=\"{url}\">\n<meta property=\"og:locale\" content=\"{}\">\n",
            locale(language),
        );
        if self.is_hidden {
            html.push_str("<meta name=\"robots\" content=\"noindex\">\n");
        }
        self.picture_html(app, &mut html);
        for other in Language::ALL {
            let url = escape(&self.address(app, Some(other)));
            html.push_str(&format!(
                "<link rel=\"alternate\" hreflang=\"{}\" href=\"{url}\">\n",
                other.tag()
            ));
        }
        let url = escape(&self.address(app, None));
        html.push_str(&format!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"{url}\">\n"));
        if let Some(data) = &self.data {
            // `<` could end the element; in JSON it may be written as an escape.
            let data = data.to_string().replace('<', "\\u003c");
            html.push_str(&format!("<script type=\"application/ld+json\">{data}</script>\n"));
        }
        html
    }

    fn picture_html(&self, app: &App, html: &mut String) {
        let brand = Picture { url: BRAND_PICTURE.to_owned(), width: 1200, height: 630 };
        let picture = self.picture.as_ref().unwrap_or(&brand);
        let url = escape(&app.link(&picture.url));
        let (width, height, alt) = (picture.width, picture.height, escape(&self.title));
        html.push_str(&format!(
            "<meta property=\"og:image\" content=\"{url}\">\n<meta property=\"og:image:width\" content=\"{width}\">\n\
             <meta property=\"og:image:height\" content=\"{height}\">\n\
             <meta property=\"og:image:alt\" content=\"{alt}\">\n\
             <meta name=\"twitter:card\" content=\"summary_large_image\">\n"
        ));
    }

    /// The page's address in a language, or in whichever its reader wishes.
    fn address(&self, app: &App, language: Option<Language>) -> String {
        let Some(language) = language else { return app.link(&self.path) };
        let mark = if self.path.contains('?') { '&' } else { '?' };
        app.link(&format!("{}{mark}lang={}", self.path, language.tag()))
    }
}

const fn locale(language: Language) -> &'static str {
    match language {
        Language::Ky => "ky_KG",
        Language::Ru => "ru_RU",
        Language::En => "en_GB",
    }
}

/// The way to a page as search results show it, from names and paths.
pub fn breadcrumbs(app: &App, steps: &[(String, String)]) -> Value {
    let items = steps.iter().enumerate().map(|(index, (name, path))| {
        json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": app.link(path) })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}

/// Text for an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use kopuro_shared::files::PhotoSize;

    use super::*;

    #[test]
    fn the_smallest_picture_that_is_large_enough_is_shared() {
        let photo = |widths: &[i32]| Photo {
            id: "1".to_owned(),
            sizes: widths
                .iter()
                .map(|width| PhotoSize { width: *width, height: 1, url: format!("/{width}") })
                .collect(),
        };
        let url = |widths: &[i32]| Picture::of(&photo(widths)).map(|picture| picture.url);
        assert_eq!(url(&[320, 1280, 1920]).as_deref(), Some("/1280"));
        assert_eq!(url(&[320, 800]).as_deref(), Some("/800"));
        assert_eq!(url(&[]), None);
    }
}
