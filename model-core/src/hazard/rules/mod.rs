//! One rule a file.

mod add_check_valid;
mod add_col_check;
mod add_col_references;
mod add_exclude;
mod add_fk_valid;
mod add_pk;
mod add_required_no_default;
mod add_unique;
mod analyze_after_type;
mod autoincrement_forgets;
mod ax_held_then_more;
mod backfill_in_ddl;
mod bigint_pk;
mod cached_plan;
mod char_n;
mod check_violators;
mod cic_invalid_leftover;
mod cluster;
mod col_constrained_domain;
mod col_identity;
mod col_serial;
mod col_stored_generated;
mod col_volatile_default;
mod create_table_fk;
mod default_before_not_null;
mod domain_check;
mod drop_column;
mod drop_column_implicit;
mod drop_fk;
mod drop_schema;
mod drop_table;
mod drop_view_grants;
mod enum_value_removed;
mod extension_create;
mod extension_drop;
mod extension_upgrade;
mod fk_no_index;
mod fk_pragma_in_transaction;
mod fk_type_mismatch;
mod fk_violators;
mod identity_restart;
mod index_blocking;
mod index_drop_blocking;
mod index_dropped_perf;
mod int_primary_key;
mod int_sequence;
mod json_not_jsonb;
mod made_required_nulls;
mod matview_refresh;
mod multi_statement_file;
mod multi_table_lock;
mod no_lock_timeout;
mod no_statement_timeout;
mod not_castable;
mod not_null_scan;
mod null_to_not_null;
mod partition_attach;
mod partition_detach;
mod partition_of_create;
mod partitioned_index;
mod pk_using_nullable;
mod policy;
mod prelude;
mod rebuild_cascade_delete;
mod rebuild_loses_trigger;
mod reindex_blocking;
mod rename_column;
mod rename_enum_value;
mod rename_old_first;
mod rename_table;
mod rls_enable;
mod rowid_renumber;
mod rows_changed;
mod rows_lost;
mod serial;
mod set_unlogged;
mod table_without_primary_key;
mod timestamp_without_time_zone;
mod trigger_add;
mod trigger_drop;
mod truncate;
mod tx_nesting;
mod type_check_rescan;
mod type_collation;
mod type_rewrite;
mod type_tz_dependent;
mod unique_duplicates;
mod update_without_where;
mod vacuum_full;
mod validate_same_tx;
mod wide_index;

use super::Rule;

/// All rules in the order of their codes.
pub const ALL: &[&Rule] = &[
    &add_check_valid::RULE,
    &add_col_check::RULE,
    &add_col_references::RULE,
    &add_exclude::RULE,
    &add_fk_valid::RULE,
    &add_pk::RULE,
    &add_required_no_default::RULE,
    &add_unique::RULE,
    &analyze_after_type::RULE,
    &autoincrement_forgets::RULE,
    &ax_held_then_more::RULE,
    &backfill_in_ddl::RULE,
    &bigint_pk::RULE,
    &cached_plan::RULE,
    &char_n::RULE,
    &check_violators::RULE,
    &cic_invalid_leftover::RULE,
    &cluster::RULE,
    &col_constrained_domain::RULE,
    &col_identity::RULE,
    &col_serial::RULE,
    &col_stored_generated::RULE,
    &col_volatile_default::RULE,
    &create_table_fk::RULE,
    &default_before_not_null::RULE,
    &domain_check::RULE,
    &drop_column::RULE,
    &drop_column_implicit::RULE,
    &drop_fk::RULE,
    &drop_schema::RULE,
    &drop_table::RULE,
    &drop_view_grants::RULE,
    &enum_value_removed::RULE,
    &extension_create::RULE,
    &extension_drop::RULE,
    &extension_upgrade::RULE,
    &fk_no_index::RULE,
    &fk_pragma_in_transaction::RULE,
    &fk_type_mismatch::RULE,
    &fk_violators::RULE,
    &identity_restart::RULE,
    &index_blocking::RULE,
    &index_drop_blocking::RULE,
    &index_dropped_perf::RULE,
    &int_primary_key::RULE,
    &int_sequence::RULE,
    &json_not_jsonb::RULE,
    &made_required_nulls::RULE,
    &matview_refresh::RULE,
    &multi_statement_file::RULE,
    &multi_table_lock::RULE,
    &no_lock_timeout::RULE,
    &no_statement_timeout::RULE,
    &not_castable::RULE,
    &not_null_scan::RULE,
    &null_to_not_null::RULE,
    &partition_attach::RULE,
    &partition_detach::RULE,
    &partition_of_create::RULE,
    &partitioned_index::RULE,
    &pk_using_nullable::RULE,
    &policy::RULE,
    &rebuild_cascade_delete::RULE,
    &rebuild_loses_trigger::RULE,
    &reindex_blocking::RULE,
    &rename_column::RULE,
    &rename_enum_value::RULE,
    &rename_old_first::RULE,
    &rename_table::RULE,
    &rls_enable::RULE,
    &rowid_renumber::RULE,
    &rows_changed::RULE,
    &rows_lost::RULE,
    &serial::RULE,
    &set_unlogged::RULE,
    &table_without_primary_key::RULE,
    &timestamp_without_time_zone::RULE,
    &trigger_add::RULE,
    &trigger_drop::RULE,
    &truncate::RULE,
    &tx_nesting::RULE,
    &type_check_rescan::RULE,
    &type_collation::RULE,
    &type_rewrite::RULE,
    &type_tz_dependent::RULE,
    &unique_duplicates::RULE,
    &update_without_where::RULE,
    &vacuum_full::RULE,
    &validate_same_tx::RULE,
    &wide_index::RULE,
];
