// Facts one by one, for a host that keeps them in its own database: a fact as a JSON
// object, and the words of its texts apart from it, so that words can be erased and no
// fact changes.
//
//   {"fact":"touch","customer":"c1","source":"crm","key":"7","revision":0,
//    "day":"2023-10-20","channel":"phone",…,"content":{"ref":"9f…"}}
//
// The members are "fact", the kind, and the columns of its table (fact_tables.hpp) that
// are not null: days and instants in ISO form, a text of the vault as {"ref": …}, the
// document of an adoption as an object.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kith/base/table.hpp"
#include "kith/model/batch.hpp"

namespace kith {

/// 32 hexadecimal digits.
std::string ref_name(TextRef ref);
std::optional<TextRef> ref_named(std::string_view digits);

/// A fact as JSON; the document of an adoption is taken from `documents` where it is
/// there.
std::string fact_json(const Fact& fact, const Batch& documents);

/// Appends the fact of one object, or those of an array, and returns their number; after
/// a failure the batch is as it was. `recorded` stands for facts without one.
///
/// A text of the vault is a string, whose words the batch then keeps, or {"ref": …}, the
/// reference that this text of this event has, whose words are elsewhere. Numbers do not
/// come as strings. Errors name the member and the 0-based index of the fact: bad_syntax
/// and the other errors of Json::parse(), wrong_type, unknown_kind, unknown_column,
/// bad_date, and those of read_facts(); conflict for a reference of another text.
Result<std::int64_t> read_facts_json(std::string_view json, Zone zone, Instant recorded,
                                     Batch& batch);

/// Schema "facts": one row a fact of the batch, in its order.
Table batch_facts(const Batch& batch);
/// Schema "words": one row a text of a fact of the batch whose words the batch has.
Table batch_words(const Batch& batch);
/// The two schemas above.
std::span<const TableSchema* const> kept_schemas() noexcept;

}  // namespace kith
