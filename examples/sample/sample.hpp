// A plausible sample book from a seed: people, customers, touches, next steps, deals,
// orders, returns and receipts of two years, for examples, tests and benchmarks.
//
//   Batch facts = sample_facts({});                         // 12 managers, 3,000
//   customers auto source = TablesSource::open(facts, Settings{});
//
// Integers and one generator only, so the same options give the same bytes on every
// machine. Tiers are not decided: run a review, see docs. Nobody in it exists.
#pragma once

#include <functional>

#include "kith/model/batch.hpp"
#include "sample/sheets.hpp"

namespace kith {

/// The whole world: the book's own facts first, then all customers', by recorded instant,
/// non-decreasing. A fact is recorded in the evening of its day, one in eight 1 to 5 days
/// late. Throws invalid_argument for options out of range.
Batch sample_facts(const SampleOptions& options);

/// The same facts one customer at a time, so that a million customers need not be in
/// memory at once: first a batch of the book's own facts (people, documents), then one a
/// customer. Recorded instants do not decrease within a batch; across batches they do,
/// so a book is loaded with `recorded = false`. Customer n is the same whatever the
/// number of customers, its twin apart (one in 150 bears the name of the one before it
/// in another region).
void for_each_customer(const SampleOptions& options,
                       const std::function<void(const Batch&)>& visit);

}  // namespace kith
