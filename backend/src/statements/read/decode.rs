//! From the file's encoding to UTF-8, on the way. Counts lines, refuses what is not in the encoding, and bounds how much
//! may be read for one piece of markup or one row.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use kopuro_shared::{error::ErrorCode, statements::TextEncoding};

use super::encoding_of;
use crate::platform::error::{Error, Result};

/// Octets that are decoded at once.
const CHUNK: usize = 32 * 1024;
/// Longest piece of markup, text or row, in octets.
const PIECE_MAX: usize = 1024 * 1024;

/// Why the decoded text ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeFault {
    /// Octets that mean nothing in this encoding.
    #[error("not in the encoding {0}")]
    WrongEncoding(&'static str),
    /// A piece that is longer than anything in a statement.
    #[error("longer than a statement needs")]
    TooLong,
}

/// A file as UTF-8.
pub struct Decoded<R> {
    input: R,
    decoder: Decoder,
    encoding: &'static Encoding,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    raw_ended: bool,
    text: Vec<u8>,
    at: usize,
    end: usize,
    lines: u64,
    piece: usize,
}

impl<R: Read> Decoded<R> {
    /// Decodes from the input's beginning.
    pub fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            encoding,
            raw: vec![0; CHUNK],
            raw_at: 0,
            raw_end: 0,
            raw_ended: false,
            text: vec![0; CHUNK * 3],
            at: 0,
            end: 0,
            lines: 0,
            piece: 0,
        }
    }

    /// The line that is being read, from 1.
    pub fn line(&self) -> u64 {
        self.lines + 1
    }

    /// A new piece of markup, text or row begins.
    pub fn begin_piece(&mut self) {
        self.piece = 0;
    }

    fn refill(&mut self) -> io::Result<()> {
        (self.at, self.end) = (0, 0);
        loop {
            if self.raw_at == self.raw_end && !self.raw_ended {
                self.raw_at = 0;
                self.raw_end = self.input.read(&mut self.raw)?;
                self.raw_ended = self.raw_end == 0;
            }
            let source = &self.raw[self.raw_at..self.raw_end];
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                source,
                &mut self.text,
                self.raw_ended,
            );
            self.raw_at += read;
            self.end = written;
            if let DecoderResult::Malformed(..) = result {
                // What is good before it was already counted by nobody; the line is that of the last good piece.
                self.lines += newlines(&self.text[..written]);
                self.end = 0;
                return Err(io::Error::other(DecodeFault::WrongEncoding(self.encoding.name())));
            }
            if written > 0 || self.raw_ended {
                return Ok(());
            }
        }
    }
}

#[expect(clippy::naive_bytecount, reason = "thirty-two kilobytes at a time, beside parsing them")]
fn newlines(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(into.len());
        into[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > PIECE_MAX {
            return Err(io::Error::other(DecodeFault::TooLong));
        }
        if self.at == self.end {
            self.refill()?;
        }
        Ok(&self.text[self.at..self.end])
    }

    fn consume(&mut self, amount: usize) {
        let to = (self.at + amount).min(self.end);
        self.lines += newlines(&self.text[self.at..to]);
        self.piece += to - self.at;
        self.at = to;
    }
}

/// Whether a file's beginning is XML. Errors: `statement-format-unknown` for what is neither that nor text.
pub fn is_xml(head: &[u8]) -> Result<bool> {
    let unknown =
        |found: &str| Err(Error::new(ErrorCode::StatementFormatUnknown).with("found", found));
    for (magic, name) in [
        (&b"PK\x03\x04"[..], "ZIP, XLSX"),
        (b"%PDF", "PDF"),
        (b"\x1f\x8b", "GZIP"),
        (b"\xd0\xcf\x11\xe0", "XLS, DOC"),
        (b"{\\rtf", "RTF"),
    ] {
        if head.starts_with(magic) {
            return unknown(name);
        }
    }
    if head.is_empty() {
        return unknown("0 B");
    }
    let encoding = Encoding::for_bom(head).map_or(UTF_8, |(encoding, _)| encoding);
    let wide = encoding != UTF_8 || head.get(1) == Some(&0);
    if !wide && head.contains(&0) {
        return unknown("…");
    }
    let text = encoding.decode(head).0;
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
    if text.to_ascii_lowercase().starts_with("<!doctype html") || text.starts_with("<html") {
        return unknown("HTML");
    }
    Ok(text.starts_with('<'))
}

/// The encoding that an XML file says (XML 1.0, 4.3.3, appendix F). Errors: one that nobody knows.
pub fn xml_encoding(head: &[u8]) -> Result<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    let head = String::from_utf8_lossy(&head[..head.len().min(200)]);
    let declaration =
        head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let Some((declaration, _)) = declaration else { return Ok(UTF_8) };
    let Some((_, label)) = declaration.split_once("encoding") else { return Ok(UTF_8) };
    let label = label.trim_start().trim_start_matches('=').trim_start();
    let label = label.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or_default();
    let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        Error::new(ErrorCode::StatementEncodingWrong).with("encoding", label).with("line", 1)
    })?;
    // The declaration could be read octet by octet, so it is not UTF-16, whatever it says.
    Ok(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

/// The encoding of a table: its byte order mark, or the mapping's. Errors: `statement-encoding-wrong` where the mapping
/// says a Cyrillic page and the file is UTF-8: every octet means something there, so nothing else would notice.
pub fn table_encoding(head: &[u8], mapping: TextEncoding) -> Result<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    let encoding = encoding_of(mapping);
    if encoding.is_single_byte() && !head.is_ascii() && is_utf8(head) {
        return Err(Error::new(ErrorCode::StatementEncodingWrong)
            .with("encoding", mapping.name())
            .with("line", 1));
    }
    Ok(encoding)
}

/// Whether a beginning is UTF-8; its last character may be cut.
fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    }
}
