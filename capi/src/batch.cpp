// Group batch: facts on their way in.
#include <string>
#include <utility>

#include "args.hpp"
#include "handles.hpp"
#include "kith/flow/documents.hpp"
#include "kith/model/campaign.hpp"
#include "kith/model/fact_json.hpp"
#include "kith/model/fact_tables.hpp"

namespace {

using namespace kith::capi;

/// A code of a vocabulary; zero stands for `otherwise`.
template <class Code>
Code code(int32_t number, Code otherwise, const char* name) {
  if (number == 0) return otherwise;
  for (const kith::CodeWord& w : words_of(otherwise)) {
    if (w.code == number) return static_cast<Code>(number);
  }
  throw kith::invalid(kith::Reason::unknown_name,
                      std::to_string(number) + " is not a code of the vocabulary")
      .at(name);
}

std::string word(const kith_string_view& view, const char* name) {
  return std::string(text(view, name));
}

/// The head, from the members that touch and stage share.
template <class Event>
kith::FactHead head_of(const Event& e, kith::Zone zone) {
  kith::FactHead head;
  head.root = kith::CustomerKey(word(e.customer, "customer"));
  head.event = {word(e.source, "source"), word(e.key, "key")};
  head.revision = e.revision;
  head.occurred = flag(e.has_at, "has_at")
                      ? kith::Occurred::at_instant(instant(e.at, "at"), zone)
                      : kith::Occurred::on(date(e.day, "day"));
  head.recorded = recorded_time(e.recorded);
  head.author = kith::PersonKey(word(e.author, "author"));
  return head;
}

kith::Fact touch_fact(const kith_touch& t, kith::Zone zone) {
  reserved(t.reserved);
  kith::TouchFact body;
  body.channel = code(t.channel, kith::Channel::unknown, "channel");
  body.level = code(t.level, kith::Level::ordinary, "level");
  body.outcome = code(t.outcome, kith::Outcome::answered, "outcome");
  body.purpose = word(t.purpose, "purpose");
  body.actor = kith::PersonKey(word(t.actor, "actor"));
  body.contact = kith::ContactKey(word(t.contact, "contact"));
  body.opening = flag(t.opening, "opening");
  body.campaign = flag(t.campaign, "campaign");
  return {head_of(t, zone), std::move(body)};
}

/// The reference of a text, or none: its words are put when the fact is in.
kith::TextRef reference(const kith::FactHead& head, const char* field,
                        std::string_view words) {
  return words.empty() ? kith::TextRef{} : kith::text_ref(head, field);
}

void add_touch(kith_batch& batch, const kith_touch& t) {
  kith::Fact fact = touch_fact(t, batch.zone);
  const std::string_view content = text(t.content, "content");
  const std::string_view feedback = text(t.feedback, "feedback");
  auto& body = std::get<kith::TouchFact>(fact.body);
  body.content = reference(fact.head, "content", content);
  body.feedback = reference(fact.head, "feedback", feedback);
  const kith::FactHead head = fact.head;
  kith::Batch one;  // all of it or nothing
  one.add(std::move(fact)).value();
  one.put_text(head, "content", content);
  one.put_text(head, "feedback", feedback);
  batch.batch.append(std::move(one));
}

void add_campaign(kith_batch& batch, const kith_touch& t,
                  const std::vector<kith::CustomerKey>& customers) {
  const kith::Fact fact = touch_fact(t, batch.zone);
  if (t.feedback.size != 0) {
    throw kith::invalid(kith::Reason::wrong_type, "many customers say different things")
        .at("feedback");
  }
  kith::add_campaign(batch.batch, fact.head, std::get<kith::TouchFact>(fact.body),
                     text(t.content, "content"), customers)
      .value();
}

void add_stage(kith_batch& batch, const kith_stage& s) {
  reserved(s.reserved);
  kith::StageFact body;
  body.deal = kith::DealKey(word(s.deal, "deal"));
  body.stage = word(s.stage, "stage");
  body.end = code(s.end, kith::DealEnd::open, "end");
  body.reason = word(s.reason, "reason");
  batch.batch.add({head_of(s, batch.zone), std::move(body)}).value();
}

/// An adoption with the host's event key; without one, that of the model.
void adopt(kith::Batch& batch, const kith::Document& document, kith::Date effective,
           kith::EventKey event, kith::Instant recorded) {
  if (event.source.empty() && event.key.empty()) {
    return kith::adopt(batch, document, effective, recorded).value();
  }
  kith::Fact fact;
  fact.head.event = std::move(event);
  fact.head.occurred = kith::Occurred::on(effective);
  fact.head.recorded = recorded;
  fact.body = kith::AdoptFact{document.kind, document.id, document.hash, effective};
  kith::Batch one;
  one.add(std::move(fact)).value();
  one.add_document(document);
  batch.append(std::move(one));
}

}  // namespace

extern "C" {

kith_status kith_batch_create(const kith_batch_options* options, kith_batch** batch,
                              kith_error** error) noexcept {
  return guard(error, [&] {
    zero(batch);
    const auto o = input(options, "options");
    reserved(o.reserved);
    need(batch, "batch");
    *batch = new kith_batch{{}, zone(o.has_zone, o.zone_minutes)};
  });
}

void kith_batch_free(kith_batch* batch) noexcept { delete batch; }

kith_status kith_batch_add_table(kith_batch* batch, int32_t fact_kind,
                                 const kith_table* table, int64_t recorded,
                                 int64_t* added, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(added);
    kith_batch& b = need(batch, "batch");
    kith::Result<int64_t> n = kith::read_facts(static_cast<kith::FactKind>(fact_kind),
                                               need(table, "table").table, b.zone,
                                               recorded_time(recorded), b.batch);
    if (!n) throw n.error();
    if (added != nullptr) *added = *n;
  });
}

kith_status kith_batch_adopt(kith_batch* batch, const kith_document* document,
                             int32_t effective_day, const char* source,
                             int64_t source_size, const char* key, int64_t key_size,
                             int64_t recorded, kith_error** error) noexcept {
  return guard(error, [&] {
    kith_batch& b = need(batch, "batch");
    adopt(b.batch, need(document, "document").document,
          date(effective_day, "effective_day"),
          {std::string(text(source, source_size, "source")),
           std::string(text(key, key_size, "key"))},
          recorded_time(recorded));
  });
}

kith_status kith_batch_add_touch(kith_batch* batch, const kith_touch* touch,
                                 kith_error** error) noexcept {
  return guard(error, [&] {
    kith_batch& b = need(batch, "batch");
    need(touch, "touch");
    add_touch(b, input(touch, "touch"));
  });
}

kith_status kith_batch_add_campaign(kith_batch* batch, const kith_touch* touch,
                                    const kith_string_view* customers, int64_t count,
                                    kith_error** error) noexcept {
  return guard(error, [&] {
    kith_batch& b = need(batch, "batch");
    need(touch, "touch");
    add_campaign(b, input(touch, "touch"), customer_keys(customers, count));
  });
}

kith_status kith_batch_retract_campaign(kith_batch* batch, const char* source,
                                        int64_t source_size, const char* key,
                                        int64_t key_size,
                                        const kith_string_view* customers, int64_t count,
                                        int32_t day, int64_t recorded,
                                        kith_error** error) noexcept {
  return guard(error, [&] {
    kith_batch& b = need(batch, "batch");
    kith::FactHead head;
    head.event = {std::string(filled_text(source, source_size, "source")),
                  std::string(filled_text(key, key_size, "key"))};
    head.occurred = kith::Occurred::on(date(day, "day"));
    head.recorded = recorded_time(recorded);
    kith::retract_campaign(b.batch, head, customer_keys(customers, count)).value();
  });
}

kith_status kith_batch_add_stage(kith_batch* batch, const kith_stage* stage,
                                 kith_error** error) noexcept {
  return guard(error, [&] {
    kith_batch& b = need(batch, "batch");
    need(stage, "stage");
    add_stage(b, input(stage, "stage"));
  });
}

kith_status kith_batch_add_json(kith_batch* batch, const char* json, int64_t json_size,
                                int64_t recorded, int64_t* added,
                                kith_error** error) noexcept {
  return guard(error, [&] {
    zero(added);
    kith_batch& b = need(batch, "batch");
    const int64_t n = kith::read_facts_json(filled_text(json, json_size, "json"), b.zone,
                                            recorded_time(recorded), b.batch)
                          .value();
    if (added != nullptr) *added = n;
  });
}

kith_status kith_batch_add_words(kith_batch* batch, const char* reference,
                                 int64_t reference_size, const char* words,
                                 int64_t words_size, kith_error** error) noexcept {
  return guard(error, [&] {
    kith_batch& b = need(batch, "batch");
    const auto ref = kith::ref_named(filled_text(reference, reference_size, "reference"));
    const std::string_view said = text(&need(words, "words"), words_size, "words");
    if (!ref) {
      throw kith::invalid(kith::Reason::bad_syntax,
                          "a reference is 32 hexadecimal digits")
          .at("reference");
    }
    b.batch.put_text(*ref, std::string(said));
  });
}

kith_status kith_batch_facts(const kith_batch* batch, kith_table** table,
                             kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const kith_batch& b = need(batch, "batch");
    need(table, "table");
    *table = give_table(kith::batch_facts(b.batch));
  });
}

kith_status kith_batch_words(const kith_batch* batch, kith_table** table,
                             kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const kith_batch& b = need(batch, "batch");
    need(table, "table");
    *table = give_table(kith::batch_words(b.batch));
  });
}

int64_t kith_batch_size(const kith_batch* batch) noexcept {
  return batch == nullptr ? 0 : static_cast<int64_t>(batch->batch.facts().size());
}

kith_status kith_batch_append(kith_batch* batch, const kith_batch* other,
                              kith_error** error) noexcept {
  return guard(error, [&] {
    kith_batch& b = need(batch, "batch");
    if (&need(other, "other") == batch) {
      throw kith::invalid(kith::Reason::conflict, "a batch cannot take in itself")
          .at("other");
    }
    b.batch.append(other->batch);
  });
}

}  // extern "C"
