//! XML, element by element. No document type, no entities but the five of XML itself, bounded in every direction.

use std::io::Read;

use kopuro_shared::error::ErrorCode;
use quick_xml::{
    NsReader, XmlVersion,
    errors::{Error as XmlError, SyntaxError},
    escape::resolve_predefined_entity,
    events::Event,
    name::ResolveResult,
};

use super::{
    Place,
    decode::{DecodeFault, Decoded},
};
use crate::platform::error::{Error, Result};

/// Elements within each other at most.
const DEPTH_MAX: usize = 40;
/// Elements of an entry at most: a collective entry with some thousand parts.
const NODES_MAX: usize = 200_000;
/// Octets of text of an entry at most.
const TEXT_MAX: usize = 16 * 1024 * 1024;

/// An element with all that is in it.
#[derive(Debug, Default)]
pub struct Node {
    name: String,
    /// The attribute `Ccy`.
    pub currency: Option<String>,
    /// Its own text.
    pub text: String,
    children: Vec<Node>,
}

impl Node {
    /// The elements with this name directly in this one.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> + Clone {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element at a path such as `Acct/Id/IBAN`.
    pub fn find(&self, path: &str) -> Option<&Self> {
        path.split('/')
            .try_fold(self, |node, name| node.children.iter().find(|child| child.name == name))
    }

    /// The text at a path; nothing where it is empty.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.find(path).map(|node| node.text.trim()).filter(|text| !text.is_empty())
    }
}

/// What comes next in a file.
pub enum Step {
    /// An element begins.
    Open(Opened),
    /// Text.
    Text(String),
    /// An element ends.
    Close,
    /// The file ends, with every element closed.
    End,
}

/// The beginning of an element.
pub struct Opened {
    /// Its name without prefix.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    currency: Option<String>,
}

/// A file that is read step by step.
pub struct Xml<R: Read> {
    reader: NsReader<Decoded<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: Read> Xml<R> {
    /// Reads from the beginning.
    pub fn new(input: Decoded<R>) -> Self {
        let mut reader = NsReader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The line that is being read.
    pub fn line(&self) -> u64 {
        self.reader.get_ref().line()
    }

    fn place(&self) -> Place {
        Place { line: self.line(), entry: 0 }
    }

    /// The next step; comments and processing instructions are passed over.
    pub fn step(&mut self) -> Result<Step> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().begin_piece();
            let event = self.reader.read_resolved_event_into(&mut self.buffer);
            let (namespace, event) = match event {
                Ok(resolved) => resolved,
                Err(error) => return Err(self.fault(&error)),
            };
            let step = match event {
                Event::Start(start) => {
                    let namespace = match namespace {
                        ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
                        _ => String::new(),
                    };
                    let attribute = start.try_get_attribute("Ccy");
                    let value =
                        attribute.ok().flatten().map(|attribute| attribute.value.trim().to_owned());
                    Step::Open(Opened {
                        name: start.local_name().as_ref().to_owned(),
                        namespace,
                        currency: value,
                    })
                }
                Event::End(_) => Step::Close,
                Event::Text(text) => {
                    Step::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())
                }
                Event::CData(text) => {
                    Step::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())
                }
                Event::GeneralRef(reference) => match character(&reference) {
                    Some(text) => Step::Text(text),
                    None => return Err(self.place().error(ErrorCode::StatementForbiddenXml)),
                },
                Event::DocType(_) => {
                    return Err(self.place().error(ErrorCode::StatementForbiddenXml));
                }
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof if self.depth > 0 => {
                    return Err(self.place().error(ErrorCode::StatementTruncated));
                }
                Event::Eof | Event::Empty(_) => Step::End,
            };
            match step {
                Step::Open(_) => self.depth += 1,
                Step::Close => self.depth = self.depth.saturating_sub(1),
                Step::Text(_) | Step::End => {}
            }
            if self.depth > DEPTH_MAX {
                return Err(self.place().malformed("…"));
            }
            return Ok(step);
        }
    }

    /// Reads an element whole, after its beginning. What is in it in another namespace is passed over.
    pub fn node(&mut self, opened: Opened) -> Result<Node> {
        let namespace = opened.namespace;
        let root = Node { name: opened.name, currency: opened.currency, ..Node::default() };
        let mut open = vec![root];
        // How deep we are in something of another namespace.
        let mut foreign = 0_usize;
        let (mut nodes, mut octets) = (0, 0);
        loop {
            match self.step()? {
                Step::Open(child) => {
                    nodes += 1;
                    if foreign > 0 || child.namespace != namespace {
                        foreign += 1;
                    } else {
                        open.push(Node {
                            name: child.name,
                            currency: child.currency,
                            ..Node::default()
                        });
                    }
                }
                Step::Text(text) => {
                    if foreign == 0
                        && let Some(node) = open.last_mut()
                    {
                        octets += text.len();
                        node.text.push_str(&text);
                    }
                }
                Step::Close if foreign > 0 => foreign -= 1,
                Step::Close => {
                    let Some(mut done) = open.pop() else {
                        return Err(self.place().malformed("…"));
                    };
                    // Between elements there is only space.
                    if !done.children.is_empty() {
                        done.text = String::new();
                    }
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Ok(done),
                    }
                }
                Step::End => return Err(self.place().error(ErrorCode::StatementTruncated)),
            }
            if nodes > NODES_MAX || octets > TEXT_MAX {
                return Err(self.place().malformed(&open[0].name));
            }
        }
    }

    /// Passes over an element, after its beginning.
    pub fn skip(&mut self) -> Result<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.step()? {
                Step::Open(_) => depth += 1,
                Step::Close => depth -= 1,
                Step::Text(_) => {}
                Step::End => return Err(self.place().error(ErrorCode::StatementTruncated)),
            }
        }
        Ok(())
    }

    fn fault(&self, error: &XmlError) -> Error {
        let place = self.place();
        match error {
            XmlError::Io(error) => match error.get_ref().and_then(|it| it.downcast_ref()) {
                Some(DecodeFault::WrongEncoding(name)) => {
                    place.error(ErrorCode::StatementEncodingWrong).with("encoding", name)
                }
                Some(DecodeFault::TooLong) => place.malformed("…"),
                None => Error::internal(std::io::Error::other(error.to_string())),
            },
            XmlError::Syntax(SyntaxError::UnclosedDoctype) | XmlError::Escape(_) => {
                place.error(ErrorCode::StatementForbiddenXml)
            }
            XmlError::Syntax(
                SyntaxError::UnclosedTag
                | SyntaxError::UnclosedCData
                | SyntaxError::UnclosedComment
                | SyntaxError::UnclosedPI
                | SyntaxError::UnclosedXmlDecl
                | SyntaxError::UnclosedDoubleQuotedAttributeValue
                | SyntaxError::UnclosedSingleQuotedAttributeValue,
            ) => place.error(ErrorCode::StatementTruncated),
            other => place.malformed(&other.to_string()),
        }
    }
}

/// What a reference stands for: a character's number, or one of XML's own five. Nothing else is known.
fn character(reference: &quick_xml::events::BytesRef<'_>) -> Option<String> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character.to_string());
    }
    resolve_predefined_entity(reference).map(str::to_owned)
}
