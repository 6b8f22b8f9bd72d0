// All customers as one batch, and one by one.
#include <algorithm>
#include <utility>

#include "sample/customer.hpp"
#include "sample/sample.hpp"

namespace kith {

void for_each_customer(const SampleOptions& options,
                       const std::function<void(const Batch&)>& visit) {
  const sample::World world = sample::make_world(options);
  visit(sample::book_facts(world));
  for (std::int64_t i = 0; i < options.customers; ++i) {
    visit(sample::tell(world, i).batch);
  }
}

Batch sample_facts(const SampleOptions& options) {
  Batch words;  // texts and documents
  std::vector<Fact> facts;
  for_each_customer(options, [&](const Batch& part) {
    facts.insert(facts.end(), part.facts().begin(), part.facts().end());
    for (const auto& [ref, text] : part.texts()) words.put_text(ref, text);
    for (const auto& [hash, document] : part.documents()) words.add_document(document);
  });
  if (options.recorded) {
    std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
      return a.head.recorded < b.head.recorded;
    });
  }
  for (Fact& fact : facts) words.add(std::move(fact)).value();
  return words;
}

}  // namespace kith
