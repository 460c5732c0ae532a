//! What a file is that is no table.

/// A type of file that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileType {
    /// A folder, a pipe or a device.
    Folder,
    /// .pdf
    Pdf,
    /// .png, .jpg, .gif
    Picture,
    /// .gz, .rar, .7z, .zip
    Packed,
    /// A store of ours.
    Store,
    /// A web page or XML that only calls itself a sheet.
    WebPage,
    /// .doc, .docx
    Document,
    /// .ppt, .pptx
    Slides,
    /// .ods, .odt
    OpenDocument,
    /// .xlsb
    BinaryWorkbook,
    /// .xls from before Excel 97
    OldWorkbook,
    /// Bytes that are no text.
    Unknown,
}

impl FileType {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::Packed => "packed",
            Self::Store => "store",
            Self::WebPage => "web-page",
            Self::Document => "document",
            Self::Slides => "slides",
            Self::OpenDocument => "open-document",
            Self::BinaryWorkbook => "binary-workbook",
            Self::OldWorkbook => "old-workbook",
            Self::Unknown => "unknown",
        }
    }
}
