//! The bounds within which a file is read, so that no file takes the machine down.

/// Bytes of one file on the disk.
pub const FILE_BYTES: u64 = 512 << 20;
/// Bytes of one `.xls` file, which is read into memory whole.
pub const XLS_BYTES: u64 = 64 << 20;
/// Bytes of one packed part of an `.xlsx` file, unpacked.
pub const PART_BYTES: u64 = 1 << 30;
/// Bytes of the parts that are kept in memory whole: shared texts and styles, unpacked.
pub const SHARED_BYTES: u64 = 256 << 20;
/// Shared texts of an `.xlsx` file.
pub const SHARED_TEXTS: u64 = 4_000_000;
/// Bytes of the parts of which each element costs many times its bytes in memory: styles, the list of
/// sheets, and what leads from part to part. Excel makes no more than 65,490 formats of cells.
pub const STYLES_BYTES: u64 = 16 << 20;
/// Parts of an `.xlsx` file.
pub const PARTS: usize = 10_000;
/// Rows of a table.
pub const ROWS: u64 = 2_000_000;
/// Columns of a table.
pub const COLUMNS: usize = 1_000;
/// Bytes of one cell; a longer one refuses its row and no other.
pub const CELL_BYTES: usize = 1 << 20;
/// Bytes between two cells or line ends; beyond, the file itself is refused.
pub const RECORD_BYTES: u64 = 32 << 20;
/// Rows at the top of a sheet among which the headings are looked for.
pub const HEADER_ROWS: usize = 40;
