#![cfg(target_pointer_width = "64")]
use model_core::Model;

#[derive(Model)]
#[diesel(table_name = audits)]
struct Audit {
    id: i64,
    at: chrono::NaiveDateTime,
}
