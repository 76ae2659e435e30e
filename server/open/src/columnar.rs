//! The same figures as a Parquet file: columns with types, for programs that compute with all of them.

use std::sync::Arc;

use ::parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::Type,
};
use domain::record::{NAMES, NUMBERS, Record};

use crate::{
    about::About,
    columns::{Column, Kind, OBSERVATIONS},
    fault::Fault,
    folder::{Folder, Sink},
};

/// The file.
pub(crate) const NAME: &str = "observations.parquet";
/// Lines of a group of rows: as many as are waited for before columns are written.
const ROWS: usize = 128 * 1024;
/// Lines whose cells of one column are put together at once.
const AT_ONCE: usize = 8 * 1024;

/// The file in the making.
pub(crate) struct Columns<'a> {
    writer: SerializedFileWriter<Sink>,
    waiting: Vec<Record<'a>>,
}

impl<'a> Columns<'a> {
    pub(crate) fn begin(folder: &Folder, about: &About, release: u32) -> Result<Self, Fault> {
        let said = [
            ("title", about.title(release)),
            ("publisher", about.council.clone()),
            ("licence", about.licence.url.clone()),
            ("attribution", about.attribution.clone()),
            ("published", about.published.to_string()),
            ("release", release.to_string()),
        ];
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROWS))
            .set_created_by("Measure Up".to_owned())
            .set_key_value_metadata(Some(said.map(|(key, value)| KeyValue::new(key.to_owned(), value)).into()));
        let fields = OBSERVATIONS.iter().map(field).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("observation").with_fields(fields).build()?;
        let writer = SerializedFileWriter::new(folder.create(NAME)?, Arc::new(schema), Arc::new(properties.build()))?;
        Ok(Self { writer, waiting: Vec::with_capacity(ROWS) })
    }

    pub(crate) fn add(&mut self, mut lines: &[Record<'a>]) -> Result<(), Fault> {
        while !lines.is_empty() {
            let (now, later) = lines.split_at(lines.len().min(ROWS - self.waiting.len()));
            self.waiting.extend_from_slice(now);
            lines = later;
            if self.waiting.len() == ROWS {
                self.flush()?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(mut self, folder: &mut Folder) -> Result<(), Fault> {
        self.flush()?;
        folder.keep(self.writer.into_inner()?)
    }

    /// Writes what waits as a group of rows.
    fn flush(&mut self) -> Result<(), Fault> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let lines = &self.waiting;
        let mut group = self.writer.next_row_group()?;
        for at in 0..NAMES {
            texts(&mut group, lines, |line| line.names()[at])?;
        }
        for at in 0..NUMBERS {
            numbers(&mut group, lines, |line| line.numbers[at])?;
        }
        some_texts(&mut group, lines, |line| line.method())?;
        some_texts(&mut group, lines, |line| line.status)?;
        texts(&mut group, lines, |line| line.provenance())?;
        texts(&mut group, lines, |line| line.source())?;
        let release = vec![lines[0].release().cast_signed(); lines.len()];
        column(&mut group, |column| column.typed::<Int32Type>().write_batch(&release, None, None).map(drop))?;
        group.close()?;
        self.waiting.clear();
        Ok(())
    }
}

/// A column of the schema. Words that are missing are nothing here, as numbers are: in CSV both are empty.
fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let physical = match column.kind {
        Kind::Text | Kind::Day => Physical::BYTE_ARRAY,
        Kind::Number => Physical::DOUBLE,
        Kind::Whole => Physical::INT32,
        Kind::Truth => Physical::BOOLEAN,
    };
    let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
    let repetition = if column.needed { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    Type::primitive_type_builder(column.name, physical).with_logical_type(logical).with_repetition(repetition).build().map(Arc::new)
}

/// The next column of a group.
fn column(
    group: &mut SerializedRowGroupWriter<'_, Sink>,
    fill: impl FnOnce(&mut SerializedColumnWriter<'_>) -> Result<(), ParquetError>,
) -> Result<(), Fault> {
    let mut column = group.next_column()?.ok_or_else(|| ParquetError::General("there are fewer columns than are written".to_owned()))?;
    fill(&mut column)?;
    Ok(column.close()?)
}

fn texts<'a>(
    group: &mut SerializedRowGroupWriter<'_, Sink>,
    lines: &[Record<'a>],
    cell: impl Fn(&Record<'a>) -> &'a str,
) -> Result<(), Fault> {
    column(group, |column| {
        for part in lines.chunks(AT_ONCE) {
            let values: Vec<ByteArray> = part.iter().map(|line| cell(line).into()).collect();
            column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
        }
        Ok(())
    })
}

fn some_texts<'a>(
    group: &mut SerializedRowGroupWriter<'_, Sink>,
    lines: &[Record<'a>],
    cell: impl Fn(&Record<'a>) -> &'a str,
) -> Result<(), Fault> {
    column(group, |column| {
        for part in lines.chunks(AT_ONCE) {
            let cells = part.iter().map(&cell);
            let there: Vec<i16> = cells.clone().map(|text| i16::from(!text.is_empty())).collect();
            let values: Vec<ByteArray> = cells.filter(|text| !text.is_empty()).map(ByteArray::from).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&there), None)?;
        }
        Ok(())
    })
}

fn numbers<'a>(
    group: &mut SerializedRowGroupWriter<'_, Sink>,
    lines: &[Record<'a>],
    cell: impl Fn(&Record<'a>) -> Option<f64>,
) -> Result<(), Fault> {
    column(group, |column| {
        for part in lines.chunks(AT_ONCE) {
            let cells = part.iter().map(&cell);
            let there: Vec<i16> = cells.clone().map(|number| i16::from(number.is_some())).collect();
            let values: Vec<f64> = cells.flatten().collect();
            column.typed::<DoubleType>().write_batch(&values, Some(&there), None)?;
        }
        Ok(())
    })
}
