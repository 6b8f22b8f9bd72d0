// Rules, states and views over them, as a host uses them.
#include "kit.hpp"

namespace {

using namespace kit;

kith_view_options day_of(std::int32_t day) {
  kith_view_options o = KITH_VIEW_OPTIONS_INIT;
  o.has_as_of = 1;
  o.as_of = day;
  return o;
}

std::string bytes_of(const State& state) {
  kith_buffer buffer{};
  KIT_OK(kith_state_to_bytes(state.get(), &buffer, error));
  std::string out(reinterpret_cast<const char*>(buffer.data),
                  static_cast<std::size_t>(buffer.size));
  kith_buffer_free(&buffer);
  return out;
}

const std::uint8_t* data_of(const std::string& bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

std::string due_of(const kith_view* view) {
  kith_table* due = nullptr;
  KIT_OK(kith_view_due(view, nullptr, &due, error));
  const Table owner(due);
  return csv(due);
}

/// Two customers, one of whom has an owner.
Batch owned_batch() {
  Batch b = small_batch();
  KIT_OK(kith_batch_add_json(
      b.get(),
      R"({"fact":"owner","customer":"yy","source":"test","key":"o","day":"2023-10-12",)"
      R"("owner":"li"})",
      -1, 0, nullptr, error));
  return b;
}

struct Two {
  Batch facts = owned_batch();
  Rules rules = rules_of(documents());
  State yy = built(rules, "yy", facts);
  State zz = built(rules, "zz", facts);
};

TEST(CapiState, AViewOverStatesAnswersAsOneOverFacts) {
  const Two two;
  const kith_view_options today = day_of(kDay);
  kith_view* v = nullptr;
  KIT_OK(kith_view_open_over_batch(two.facts.get(), nullptr, &today, &v, error));
  const View facts(v);
  const kith_state* states[] = {two.zz.get(), two.yy.get()};
  KIT_OK(kith_view_open_over_states(two.rules.get(), states, 2, two.facts.get(), &today,
                                    &v, error));
  const View over(v);
  EXPECT_EQ(due_of(over.get()), due_of(facts.get()));
  KIT_OK(kith_view_open_over_states(two.rules.get(), nullptr, 0, nullptr, &today, &v,
                                    error));
  const View none(v);
  EXPECT_LT(due_of(none.get()).size(), due_of(facts.get()).size());
  kith_table* table = nullptr;
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_NEEDS_HISTORY, "customer",
           kith_view_history(over.get(), "yy", -1, nullptr, &table, error));
}

TEST(CapiState, WhatAViewOverStatesRefuses) {
  const Two two;
  const kith_view_options today = day_of(kDay), before = day_of(kDay - 20);
  const kith_state* twice[] = {two.yy.get(), two.zz.get(), two.yy.get()};
  const kith_state* hole[] = {two.yy.get(), nullptr};
  kith_view* v = nullptr;
  KIT_FAIL(
      KITH_INVALID_ARGUMENT, KITH_REASON_DUPLICATE, "states",
      kith_view_open_over_states(two.rules.get(), twice, 3, nullptr, &today, &v, error));
  KIT_FAIL(
      KITH_INVALID_ARGUMENT, KITH_REASON_NULL_ARGUMENT, "states",
      kith_view_open_over_states(two.rules.get(), hole, 2, nullptr, &today, &v, error));
  KIT_FAIL(
      KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER, "count",
      kith_view_open_over_states(two.rules.get(), twice, -1, nullptr, &today, &v, error));
  KIT_FAIL(
      KITH_INVALID_ARGUMENT, KITH_REASON_MISSING_VALUE, "as_of",
      kith_view_open_over_states(two.rules.get(), twice, 1, nullptr, nullptr, &v, error));
  kith_view_options known = today;
  known.has_known_at = 1;
  KIT_FAIL(
      KITH_FAILED_PRECONDITION, KITH_REASON_NO_RECORDED, "known_at",
      kith_view_open_over_states(two.rules.get(), twice, 1, nullptr, &known, &v, error));
  KIT_OK(
      kith_view_open_over_states(two.rules.get(), twice, 1, nullptr, &before, &v, error));
  const View past(v);
  kith_table* table = nullptr;
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_NEEDS_HISTORY, "as_of",
           kith_view_due(past.get(), nullptr, &table, error));
  const Rules none = rules_of(batch());
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_OTHER_RULES, "states",
           kith_view_open_over_states(none.get(), twice, 1, nullptr, &today, &v, error));
}

TEST(CapiState, FoldsRefusesAndStaysAsItIs) {
  const Two two;
  const std::string before = bytes_of(two.yy);
  Batch more = batch();
  const kith_touch next = touch("yy", "t3", kDay);
  KIT_OK(kith_batch_add_touch(more.get(), &next, error));
  kith_state* s = nullptr;
  KIT_OK(kith_state_fold(two.yy.get(), more.get(), &s, error));
  const State folded(s);
  EXPECT_EQ(bytes_of(two.yy), before);
  KIT_OK(kith_batch_append(more.get(), two.facts.get(), error));
  EXPECT_EQ(bytes_of(built(two.rules, "yy", more)), bytes_of(folded));
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_NEEDS_HISTORY, "facts",
           kith_state_fold(folded.get(), two.facts.get(), &s, error));
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_MISSING_VALUE, "customer",
           kith_state_build(two.rules.get(), "nobody", -1, more.get(), &s, error));
  kith_rules* r = nullptr;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_WRONG_TYPE, "customer",
           kith_rules_create(more.get(), nullptr, &r, error));
}

TEST(CapiState, BytesAreCheckedAndNameTheirRules) {
  const Two two;
  const std::string bytes = bytes_of(two.yy);
  const auto size = static_cast<std::int64_t>(bytes.size());
  kith_state* s = nullptr;
  KIT_OK(kith_state_from_bytes(two.rules.get(), data_of(bytes), size, &s, error));
  const State back(s);
  EXPECT_EQ(bytes_of(back), bytes);
  KIT_FAIL(KITH_DATA_LOSS, KITH_REASON_TRUNCATED, "bytes",
           kith_state_from_bytes(two.rules.get(), data_of(bytes), size - 1, &s, error));
  std::string damaged = bytes;
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  KIT_FAIL(KITH_DATA_LOSS, KITH_REASON_BAD_CHECKSUM, "bytes",
           kith_state_from_bytes(two.rules.get(), data_of(damaged), size, &s, error));
  const Rules none = rules_of(batch());
  EXPECT_NE(str(kith_rules_fingerprint(none.get())),
            str(kith_rules_fingerprint(two.rules.get())));
  EXPECT_EQ(kith_rules_fingerprint(two.rules.get()).size, 26);
  EXPECT_EQ(kith_rules_fingerprint(nullptr).size, 0);
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_OTHER_RULES, "bytes",
           kith_state_from_bytes(none.get(), data_of(bytes), size, &s, error));
}

TEST(CapiState, InfoSaysWhatToIndex) {
  const Two two;
  kith_state_summary info = KITH_STATE_SUMMARY_INIT;
  KIT_OK(kith_state_info(two.zz.get(), &info, error));
  EXPECT_EQ(str(info.customer), "zz");
  EXPECT_EQ(str(info.owner), "");
  EXPECT_EQ(str(info.tier), "");
  EXPECT_EQ(info.facts, 1);
  EXPECT_EQ(info.last_day, kDay - 3);
  EXPECT_EQ(info.has_listed, 0);  // nobody's, and owed nothing
  EXPECT_EQ(info.shared, 0);
  KIT_OK(kith_state_info(two.yy.get(), &info, error));
  EXPECT_EQ(str(info.owner), "li");
  EXPECT_EQ(info.facts, 2);
  EXPECT_EQ(info.has_listed, 1);
}

TEST(CapiState, FactsAndWordsAreKeptApartAndComeBack) {
  const Batch facts = small_batch();
  kith_table* t = nullptr;
  KIT_OK(kith_batch_facts(facts.get(), &t, error));
  const Table rows_of_facts(t);
  EXPECT_EQ(rows(rows_of_facts), 9);
  EXPECT_NE(csv(t).find(R"(""content"":{""ref"":)"), std::string::npos);
  EXPECT_EQ(csv(t).find(R"(""content"":""报价"")"), std::string::npos);
  KIT_OK(kith_batch_words(facts.get(), &t, error));
  const Table words(t);
  EXPECT_EQ(rows(words), 1);
  kith_column reference = KITH_COLUMN_INIT;
  KIT_OK(kith_table_column(t, "reference", -1, &reference, error));
  EXPECT_EQ(reference.offsets[1], 32);
  Batch back = batch();
  KIT_OK(kith_batch_add_words(back.get(), static_cast<const char*>(reference.data), 32,
                              "报价", -1, error));
  kith_column json = KITH_COLUMN_INIT;
  KIT_OK(kith_table_column(rows_of_facts.get(), "json", -1, &json, error));
  for (std::int64_t row = 0; row < json.length; ++row) {
    std::int64_t added = 0;
    KIT_OK(kith_batch_add_json(
        back.get(), static_cast<const char*>(json.data) + json.offsets[row],
        json.offsets[row + 1] - json.offsets[row], 0, &added, error));
    EXPECT_EQ(added, 1);
  }
  KIT_OK(kith_batch_words(back.get(), &t, error));
  const Table again(t);
  EXPECT_EQ(csv(again.get()), csv(words.get()));
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_SYNTAX, "reference",
           kith_batch_add_words(back.get(), "12", -1, "x", -1, error));
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_KIND, "fact",
           kith_batch_add_json(back.get(), "{\"fact\":\"x\"}", -1, 0, nullptr, error));
}

}  // namespace
