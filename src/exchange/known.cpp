#include "exchange/known.hpp"

namespace kith::exchange {

void Known::Log::add(const Fact& fact) {
  const auto [at, fresh] = latest.try_emplace(fact.head.event, facts.size());
  if (!fresh && facts[at->second].head.revision <= fact.head.revision)
    at->second = facts.size();
  facts.push_back(fact);
}

Known::Log& Known::log(const CustomerKey& root) const {
  const auto [at, fresh] = logs_.try_emplace(root);
  if (fresh && source_ != nullptr) {
    for (const Fact& fact : source_->log(root, std::nullopt)) at->second.add(fact);
    at->second.words = source_->fact_texts(root);
  }
  return at->second;
}

const Fact* Known::latest(const CustomerKey& root, const EventKey& event) const {
  const Log& known = log(root);
  const auto at = known.latest.find(event);
  return at == known.latest.end() ? nullptr : &known.facts[at->second];
}

const std::vector<Fact>& Known::facts(const CustomerKey& root) const {
  return log(root).facts;
}

std::vector<std::string> Known::texts(const Fact& fact) const {
  std::vector<std::string> texts;
  const auto& beside = log(fact.head.root).words;
  for (const TextRef ref : text_refs(fact)) {
    std::string words(words_.text(ref));
    if (const auto it = beside.find(ref); words.empty() && it != beside.end()) {
      words = it->second;
    }
    if (words.empty() && source_ != nullptr) words = source_->text(ref);
    texts.push_back(std::move(words));
  }
  return texts;
}

void Known::add(const Fact& fact) { log(fact.head.root).add(fact); }

}  // namespace kith::exchange
