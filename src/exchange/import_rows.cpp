// What each kind of row means. Cells are read before the first fact is made, so that a
// refused row leaves nothing.
#include <algorithm>
#include <array>

#include "exchange/importer.hpp"
#include "exchange/scan.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

template <class Code>
struct Spelling {
  std::string_view word;  ///< as fold_tight gives it
  Code code;
};

template <class Code, std::size_t N>
std::optional<Code> spelled(const std::array<Spelling<Code>, N>& words,
                            std::string_view text) {
  const std::string folded = fold_tight(text);
  for (const auto& w : words) {
    if (w.word == folded) return w.code;
  }
  return std::nullopt;
}

constexpr std::array<Spelling<Rating>, 12> kRatings{{
    {"高", Rating::high},
    {"较高", Rating::high},
    {"强", Rating::high},
    {"high", Rating::high},
    {"中", Rating::medium},
    {"中等", Rating::medium},
    {"一般", Rating::medium},
    {"medium", Rating::medium},
    {"低", Rating::low},
    {"较低", Rating::low},
    {"弱", Rating::low},
    {"low", Rating::low},
}};
constexpr std::array<Spelling<CustomerStage>, 6> kStages{{
    {"lead", CustomerStage::lead},
    {"prospect", CustomerStage::prospect},
    {"negotiating", CustomerStage::prospect},
    {"active", CustomerStage::active},
    {"paused", CustomerStage::dormant},
    {"lost", CustomerStage::lost},
}};
constexpr std::array<Spelling<Role>, 22> kRoles{{
    {"销售负责人", Role::sales_lead},
    {"销售总监", Role::sales_lead},
    {"销售经理", Role::sales_lead},
    {"销售主管", Role::sales_lead},
    {"saleslead", Role::sales_lead},
    {"salesmanager", Role::sales_lead},
    {"sales_lead", Role::sales_lead},
    {"客户经理", Role::account_manager},
    {"销售", Role::account_manager},
    {"销售员", Role::account_manager},
    {"业务员", Role::account_manager},
    {"accountmanager", Role::account_manager},
    {"account_manager", Role::account_manager},
    {"财务", Role::finance},
    {"会计", Role::finance},
    {"finance", Role::finance},
    {"高管", Role::executive},
    {"总经理", Role::executive},
    {"executive", Role::executive},
    {"客服", Role::service},
    {"售后", Role::service},
    {"service", Role::service},
}};
struct TagWord {
  std::string_view word;
  std::string_view tag;
};
constexpr std::array<TagWord, 8> kTags{{
    {"需求急迫", "urgent_need"},
    {"急迫", "urgent_need"},
    {"价格敏感", "price_sensitive"},
    {"决策链复杂", "complex_decision"},
    {"决策复杂", "complex_decision"},
    {"竞品客户", "competitor_customer"},
    {"竞品", "competitor_customer"},
    {"竞争对手客户", "competitor_customer"},
}};

Channel channel_of(std::string_view code) {
  const auto found = word_code(channel_words(), code);
  return found ? static_cast<Channel>(*found) : Channel::unknown;
}

/// "30天", "45", "3个月", "季度", "半年", "每年", "6 months": days; nullopt for anything
/// else, and outside 1 to 36600.
std::optional<std::int64_t> cycle_days(std::string_view written) {
  struct Unit {
    std::string_view word;
    std::int64_t days;
  };
  static constexpr std::array<Unit, 34> kUnits{{
      {"天", 1},       {"日", 1},        {"day", 1},        {"days", 1},
      {"d", 1},        {"周", 7},        {"星期", 7},       {"个星期", 7},
      {"week", 7},     {"weeks", 7},     {"weekly", 7},     {"个月", 30},
      {"月", 30},      {"月度", 30},     {"month", 30},     {"months", 30},
      {"monthly", 30}, {"季", 90},       {"季度", 90},      {"个季度", 90},
      {"quarter", 90}, {"quarters", 90}, {"quarterly", 90}, {"半年", 180},
      {"个半年", 180}, {"半年度", 180},  {"halfyear", 180}, {"half-year", 180},
      {"年", 365},     {"年度", 365},    {"year", 365},     {"years", 365},
      {"yearly", 365}, {"annual", 365},
  }};
  static constexpr std::array<std::string_view, 11> kNumerals{
      {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两"}};
  const std::string folded = fold_tight(written);
  Scanner scan(folded);
  (void)scan.eat_any({"每", "约", "every"});
  std::optional<std::int64_t> count = scan.digits(1, 5);
  for (std::size_t i = 0; i < kNumerals.size() && !count; ++i) {
    if (scan.eat(kNumerals[i])) count = i < 10 ? i + 1 : 2;
  }
  const std::string_view unit = scan.rest();
  std::int64_t days = unit.empty() && count ? 1 : 0;
  for (const Unit& u : kUnits) {
    if (u.word == unit) days = u.days;
  }
  days *= count.value_or(1);
  if (days < 1 || days > 36'600) return std::nullopt;
  return days;
}

bool is_one_way(Channel channel) {
  return channel == Channel::mail || channel == Channel::message ||
         channel == Channel::push;
}

FieldValue money_value(std::int64_t minor) { return Money{minor, Currency()}; }

}  // namespace

// ---- customers
// ----------------------------------------------------------------------------------------------

std::string Importer::customer_name() const {
  std::string written = text("customer");
  if (written.empty()) {
    stop(RowOutcome::skipped, "customer", "no_customer", "没有客户名称",
         "names no customer");
  }
  return written;
}

void Importer::stop_ambiguous(const CustomerLink& link) const {
  const std::string count = std::to_string(link.keys.size());
  stop(RowOutcome::conflict, "customer", "ambiguous", "可能是 " + count + " 个客户之一",
       "could be any of " + count + " customers");
}

CustomerKey Importer::customer_of_sheet(std::string& name, bool& fresh) {
  const std::string written = customer_name();
  fresh = false;
  name = written;
  if (const std::string id = text("customer_id"); !id.empty()) {
    fresh = !roster_.has(CustomerKey(id));
    return CustomerKey(id);
  }
  const CustomerLink link = roster_.link(written);
  if (link.found() && link.strength >= LinkStrength::same_core) {
    name = link.names.front();
    if (link.strength == LinkStrength::same_core) {
      row_.linked_by_other_name = true;
      note("customer", "linked_by_core", "按字号关联到“" + name + "”",
           "linked to " + name + " by its core name");
    }
    return link.keys.front();
  }
  if (link.keys.size() > 1 && link.strength >= LinkStrength::same_core) {
    stop_ambiguous(link);
  }
  if (link.found()) {
    note("customer", "similar_name", "与“" + link.names.front() + "”相近",
         "resembles " + link.names.front());
  }
  fresh = true;
  return CustomerKey("c" + hash({"customer", parse_company_name(written).folded}));
}

std::optional<std::int64_t> Importer::purchase_cycle() {
  const std::string written = text("cycle");
  if (written.empty()) return std::nullopt;
  const auto days = cycle_days(written);
  if (!days) {
    note("cycle", "cycle_unknown", "采购周期“" + written + "”无法识别，未采用",
         "the purchase cycle " + written + " is no number of days and is left out");
  }
  return days;
}

CustomerKey Importer::parent_of(const CustomerKey& child) {
  const std::string written = text("parent");
  if (written.empty()) return {};
  const CustomerLink link = roster_.link(written);
  if (link.found() && link.keys.front() != child) return link.keys.front();
  if (link.found()) {
    note("parent", "parent_itself", "上级客户是客户自己，未采用",
         "the parent is the customer itself and is left out");
  } else if (link.keys.empty()) {
    note("parent", "parent_unknown",
         "上级客户“" + written + "”尚不是已知客户，未关联；其导入后再导一次即可",
         "the parent " + written +
             " is no customer yet and is left out: import again once it is");
  } else {
    note("parent", "parent_ambiguous",
         "上级客户可能是 " + std::to_string(link.keys.size()) + " 个客户之一，未关联",
         "the parent could be any of " + std::to_string(link.keys.size()) +
             " customers and is left out");
  }
  return {};
}

std::vector<std::pair<Field, FieldValue>> Importer::customer_fields(
    const FactHead& head, Batch& words, std::optional<std::int64_t> cycle,
    const CustomerKey& parent) {
  std::vector<std::pair<Field, FieldValue>> fields;
  const auto word = [&](Field field, std::string_view column) {
    if (const std::string value = text(column); !value.empty())
      fields.emplace_back(field, value);
  };
  fields.emplace_back(Field::name, words.put_text(head, "name", row_.customer));
  word(Field::industry, "industry");
  word(Field::size, "size");
  word(Field::region, "region");
  if (const std::string stage = text("stage"); !stage.empty()) {
    const auto code = spelled(kStages, *parse_cooperation(stage));
    fields.emplace_back(Field::stage,
                        static_cast<std::int64_t>(code.value_or(CustomerStage::unknown)));
  }
  if (const std::string tier = text("tier"); !tier.empty()) {
    fields.emplace_back(Field::file_tier, *parse_tier(tier));
  }
  if (const std::string need = text("core_need"); !need.empty()) {
    fields.emplace_back(Field::core_need, words.put_text(head, "core_need", need));
  }
  if (const auto past = money("past_amount"))
    fields.emplace_back(Field::past_amount, money_value(past->low));
  if (const auto annual = money("annual_purchase")) {
    fields.emplace_back(Field::annual_purchases, money_value(annual->low));
  }
  if (const auto profit = money("profit"))
    fields.emplace_back(Field::annual_profit, money_value(profit->low));
  if (const auto growth = spelled(kRatings, text("growth"))) {
    fields.emplace_back(Field::industry_growth, static_cast<std::int64_t>(*growth));
  }
  if (const auto will = spelled(kRatings, text("willingness"))) {
    fields.emplace_back(Field::willingness, static_cast<std::int64_t>(*will));
  }
  if (cycle) fields.emplace_back(Field::purchase_cycle, *cycle);
  if (const auto budget = money("budget")) {
    fields.emplace_back(Field::budget_low, money_value(budget->low));
    if (budget->high) fields.emplace_back(Field::budget_high, money_value(*budget->high));
  }
  word(Field::products, "products");
  if (!parent.empty()) fields.emplace_back(Field::parent, parent.text());
  word(Field::credit_code, "credit_code");
  return fields;
}

void Importer::put_contact(const CustomerKey& key, Date day) {
  const std::string name = text("contact");
  const std::string phone = text("phone");
  const std::string mail = text("email");
  if (name.empty() && phone.empty() && mail.empty()) return;
  const ContactKey contact("k" + hash({"contact", key.text(), fold_tight(name)}));
  emit(key, event(hash({"contact", key.text(), contact.text(), day.iso()}), "contact"),
       Occurred::on(day), {}, [&](const FactHead& head, Batch& words) {
         ContactFact fact;
         fact.contact = contact;
         fact.name = words.put_text(head, "name", name);
         fact.position = words.put_text(head, "position", text("position"));
         fact.phone = words.put_text(head, "phone", phone);
         fact.mail = words.put_text(head, "mail", mail);
         return FactBody(std::move(fact));
       });
}

void Importer::add_tags(const CustomerKey& key, Date day) {
  for (const std::string& written : split_values(text("tags"))) {
    const std::string folded = fold_tight(written);
    const auto known = std::find_if(kTags.begin(), kTags.end(),
                                    [&](const TagWord& w) { return w.word == folded; });
    const std::string tag(known == kTags.end() ? std::string_view(folded) : known->tag);
    emit(key, event(hash({"tag", key.text(), tag, day.iso()}), "tag"), Occurred::on(day),
         {}, [&](const FactHead&, Batch&) {
           return FactBody(TagFact{tag, true, std::nullopt});
         });
  }
}

void Importer::customer_row() {
  bool fresh = false;
  const auto last = date("last_followup");
  const auto created = date("created");
  const Date day = last      ? last->date
                   : created ? created->date
                             : options_.zone.day_of(options_.now);
  if (const std::string tier = text("tier"); !tier.empty()) {
    if (auto parsed = parse_tier(tier); !parsed) stop("tier", parsed.error());
  }
  if (const std::string stage = text("stage"); !stage.empty()) {
    if (auto parsed = parse_cooperation(stage); !parsed) stop("stage", parsed.error());
  }
  for (const std::string_view column :
       {"past_amount", "annual_purchase", "profit", "budget"}) {
    const auto amount = money(column);
    if (amount && amount->low < 0)
      stop(RowOutcome::refused, column, "bad_money", "金额为负", "a negative amount");
    if (amount && amount->approximate && column != std::string_view("budget")) {
      note(column, "approximate", "金额为约数，取下限",
           "an approximate amount: its lower end is taken");
    }
  }
  if (const std::string phone = text("phone"); !phone.empty()) {
    const Result<Phone> parsed = classify_phone(cell("phone"));
    if (!parsed) stop("phone", parsed.error());
    if (parsed->kind == PhoneKind::damaged_mask) {
      note("phone", "phone_damaged", "联系方式不完整，按原文保留",
           "the phone has lost digits and is kept as text");
    } else if (parsed->kind == PhoneKind::unknown) {
      note("phone", "phone_unknown", "联系方式无法识别，按原文保留",
           "not a phone that is known, kept as text");
    }
  }
  std::string name;
  const CustomerKey key = customer_of_sheet(name, fresh);
  row_.customer = name;
  row_.key = key;
  const auto cycle = purchase_cycle();
  const CustomerKey parent = parent_of(key);
  const PersonKey owner = person("owner", day);
  if (fresh) roster_.add_customer(key, name, PersonKey());
  emit(key, event(hash({"customers", key.text(), day.iso()})), Occurred::on(day), owner,
       [&](const FactHead& head, Batch& words) {
         return FactBody(CustomerFact{customer_fields(head, words, cycle, parent)});
       });
  put_contact(key, day);
  const PersonKey held_by = roster_.owner(key);
  const EventKey taken = event(hash({"customers", key.text(), day.iso()}), "owner");
  if (!owner.empty() && held_by.empty()) {
    emit(key, taken, Occurred::on(day), owner,
         [&](const FactHead&, Batch&) { return FactBody(OwnerFact{owner}); });
    roster_.set_owner(key, owner);
  } else if (!owner.empty() && held_by != owner) {
    row_.remarks.push_back({RowOutcome::conflict, header("owner"), "owner_conflict",
                            text("owner"), "撞单：客户已有其他负责人",
                            "the customer has another owner already"});
  } else if (!owner.empty() && !known_facts(key, taken).empty()) {
    ++unchanged_;
  }
  add_tags(key, day);
  if (last) {
    emit(key, event(hash({"customers", key.text(), last->date.iso()}), "opening"),
         Occurred::on(last->date), owner, [&](const FactHead&, Batch&) {
           TouchFact fact;
           fact.outcome = Outcome::unknown;
           fact.opening = true;
           return FactBody(std::move(fact));
         });
  }
}

// ---- follow-ups and interactions
// ----------------------------------------------------------------------------

CustomerKey Importer::known_customer() {
  const std::string written = customer_name();
  const CustomerLink link = roster_.link(written);
  if (link.keys.empty()) {
    stop(RowOutcome::refused, "customer", "unknown_customer",
         "没有叫“" + written + "”的客户", "no customer is called " + written);
  }
  if (!link.found()) {
    stop_ambiguous(link);
  }
  row_.customer = link.names.front();
  row_.key = link.keys.front();
  row_.linked_by_other_name = link.strength != LinkStrength::same_folded;
  if (link.strength == LinkStrength::short_core) {
    note("customer", "linked_by_short_name", "按简称关联到“" + row_.customer + "”",
         "linked by short name");
  } else if (link.strength == LinkStrength::same_core) {
    note("customer", "linked_by_core", "按字号关联到“" + row_.customer + "”",
         "linked by core name");
  }
  return row_.key;
}

Channel Importer::channel_cell() {
  if (text("channel").empty()) return Channel::unknown;
  const Result<std::string> parsed = parse_channel(text("channel"));
  if (!parsed) stop("channel", parsed.error());
  return channel_of(*parsed);
}

std::string Importer::purpose_id() {
  const std::string written = text("purpose");
  if (written.empty()) return {};
  const std::string folded = fold_tight(written);
  for (const BilingualId& known : purposes()) {
    for (const std::string* word : {&known.id, &known.zh, &known.en}) {
      if (fold_tight(*word) == folded) return known.id;
    }
  }
  note("purpose", "purpose_unknown", "互动目的“" + written + "”不在词表中，记入内容",
       "the purpose " + written + " is not in the vocabulary and is kept in the content");
  return {};
}

std::string Importer::touch_content(bool interaction, const std::string& purpose) const {
  std::string out = text("content");
  const auto add = [&](std::string_view column) {
    const std::string value = text(column);
    if (value.empty()) return;
    if (!out.empty()) out += "；";
    out += header(column) + "：" + value;
  };
  for (const std::string_view column :
       {"products", "contact", "participants", "key_issue", "satisfaction"}) {
    add(column);
  }
  if (interaction) add("state");
  if (purpose.empty()) add("purpose");
  add("note");
  return out;
}

void Importer::touch_row(bool interaction) {
  const CustomerKey customer = known_customer();
  const auto when = date("date");
  if (!when)
    stop(RowOutcome::refused, "date", "missing_value", "缺少日期", "a date is required");
  const Channel channel = channel_cell();
  const auto next_date = date("next_date");
  std::string completion;
  if (!interaction && !text("state").empty()) {
    const Result<std::string> parsed = parse_completion(text("state"));
    if (!parsed) stop("state", parsed.error());
    completion = *parsed;
  }
  const FeedbackKind feedback = classify_feedback(text("feedback"));
  const std::string purpose = purpose_id();
  const std::string content = touch_content(interaction, purpose);
  const PersonKey actor = person("owner", when->date);

  const std::string actor_name = fold_tight(text("owner"));
  const std::string base =
      hash({customer.text(), when->date.iso(), code_name(channel), actor_name});
  const std::string ordinal = std::to_string(ordinals_[base]++);
  const std::string key = hash({sheet_kind_name(table_->header.kind), base, ordinal});
  const bool took_place =
      interaction || feedback != FeedbackKind::empty || completion == "done";
  if (!took_place) {
    const Date today = options_.zone.day_of(options_.now);
    emit(customer, event(key, "plan"), Occurred::on(std::min(when->date, today)), actor,
         [&](const FactHead& head, Batch& words) {
           StepFact fact;
           fact.text = words.put_text(head, "text", content);
           fact.deadline = DeadlineKind::point;
           fact.last = when->date;
           fact.channel = channel;
           fact.actor = actor;
           return FactBody(std::move(fact));
         });
    return;
  }
  if (feedback == FeedbackKind::mixed) {
    note("feedback", "feedback_mixed", "反馈以“无回复”开头但另有内容，按无回复处理",
         "the feedback begins with no reply and says more: taken as no reply");
  }
  emit(customer, event(key), occurred(*when), actor,
       [&](const FactHead& head, Batch& words) {
         TouchFact fact;
         fact.channel = channel;
         if (feedback == FeedbackKind::no_reply || feedback == FeedbackKind::mixed) {
           fact.outcome = Outcome::no_reply;
         } else if (feedback == FeedbackKind::empty && is_one_way(channel)) {
           fact.outcome = Outcome::delivered;
         }
         const std::string level = text("level");
         if (level.find("高") != std::string::npos || fold_tight(level) == "executive") {
           fact.level = Level::executive;
         }
         fact.actor = actor;
         fact.purpose = purpose;
         fact.content = words.put_text(head, "content", content);
         fact.feedback = words.put_text(head, "feedback", text("feedback"));
         return FactBody(std::move(fact));
       });
  FactHead touch;
  touch.root = customer;
  touch.event.key = key;
  next_step(touch, when->date, actor);
  if (next_date && text("next_step").empty()) {
    emit(customer, event(key, "step"), Occurred::on(when->date), actor,
         [&](const FactHead& head, Batch& words) {
           StepFact fact;
           fact.text = words.put_text(head, "text", "下次跟进");
           fact.deadline = DeadlineKind::point;
           fact.last = std::max(next_date->date, when->date);
           fact.actor = actor;
           return FactBody(std::move(fact));
         });
  }
}

void Importer::next_step(const FactHead& touch, Date day, const PersonKey& actor) {
  const std::string written = text("next_step");
  if (written.empty()) return;
  const Deadline found = parse_deadline(written, day);
  if (!found.negative.empty()) {
    note("next_step", "step_called_off", "下一步写明不做",
         "the next step says that nothing is to be done");
    return;
  }
  const auto next_date = date("next_date");
  emit(touch.root, event(touch.event.key, "step"), Occurred::on(day), actor,
       [&](const FactHead& head, Batch& words) {
         StepFact fact;
         fact.text =
             words.put_text(head, "text", found.rest.empty() ? written : found.rest);
         fact.channel = channel_of(found.channel);
         fact.actor = actor;
         switch (found.kind) {
           case PhraseKind::point:
           case PhraseKind::delta:
             fact.deadline = DeadlineKind::point;
             fact.last = std::max(found.last, day);
             break;
           case PhraseKind::span:
             fact.deadline = DeadlineKind::working_days;
             fact.working_days = found.working_days;
             break;
           case PhraseKind::range:
             fact.deadline = DeadlineKind::range;
             fact.first = found.first;
             fact.last = found.last;
             break;
           case PhraseKind::none:
             if (next_date) {
               fact.deadline = DeadlineKind::point;
               fact.last = std::max(next_date->date, day);
             }
         }
         return FactBody(std::move(fact));
       });
}

// ---- people, orders, receipts
// ------------------------------------------------------------------------

void Importer::person_row() {
  const std::string name = text("person");
  if (name.empty())
    stop(RowOutcome::skipped, "person", "no_name", "没有姓名", "names nobody");
  Role role = Role::unknown;
  if (const std::string written = text("role"); !written.empty()) {
    const auto found = spelled(kRoles, written);
    if (!found) {
      stop(RowOutcome::refused, "role", "unknown_name", "未知角色“" + written + "”",
           "unknown role " + written);
    }
    role = *found;
  }
  const auto from = date("from");
  const Date day = from ? from->date : options_.zone.day_of(options_.now);
  const PersonKey manager = person("manager", day);
  PersonKey key = roster_.person(name);
  if (key.empty()) key = PersonKey("p" + hash({"person", fold_tight(name)}));
  row_.customer = name;
  emit(CustomerKey(), {"sheet:people", key.text() + ":" + day.iso()}, Occurred::on(day),
       {}, [&](const FactHead& head, Batch& words) {
         PersonFact fact;
         fact.person = key;
         fact.name = words.put_text(head, "name", name);
         fact.role = role;
         fact.team = text("team");
         fact.reports_to = manager;
         return FactBody(std::move(fact));
       });
  roster_.add_person(key, name);
}

void Importer::order_row() {
  const CustomerKey customer = known_customer();
  const Date day = day_or_stop("date");
  const auto amount = money("amount");
  if (!amount)
    stop(RowOutcome::refused, "amount", "missing_value", "缺少金额",
         "an amount is required");
  if (amount->approximate)
    stop(RowOutcome::refused, "amount", "bad_money", "金额不是确数",
         "not an exact amount");
  const std::string written = text("order");
  const std::string returned = text("returned_order");
  const bool is_return = amount->low < 0 || !returned.empty() ||
                         text("kind").find("退") != std::string::npos;
  const std::string order = is_return && !returned.empty() ? returned : written;
  if (order.empty())
    stop(RowOutcome::refused, "order", "missing_value", "缺少订单编号",
         "an order number is required");
  const Money money{amount->low < 0 ? -amount->low : amount->low, Currency()};
  if (is_return) {
    emit(customer,
         event(hash({"return", customer.text(), order, written, day.iso()}), "return"),
         Occurred::on(day), {}, [&](const FactHead&, Batch&) {
           return FactBody(OrderReturnFact{OrderKey(order), money});
         });
    return;
  }
  emit(customer, event(hash({"order", customer.text(), order})), Occurred::on(day), {},
       [&](const FactHead&, Batch&) {
         return FactBody(OrderFact{OrderKey(order), money, DealKey(), text("product")});
       });
}

void Importer::receipt_row() {
  const CustomerKey customer = known_customer();
  const Date day = day_or_stop("date");
  const auto amount = money("amount");
  if (!amount)
    stop(RowOutcome::refused, "amount", "missing_value", "缺少金额",
         "an amount is required");
  const std::string contract = text("contract");
  if (contract.empty()) {
    stop(RowOutcome::refused, "contract", "missing_value", "缺少合同",
         "a contract is required to know the deal");
  }
  const DealKey deal("d" + hash({"deal", customer.text(), fold_tight(contract)}));
  const std::string base = hash({"receipt", deal.text(), day.iso(), text("receipt")});
  const std::string ordinal = std::to_string(ordinals_[base]++);
  emit(customer, event(hash({base, ordinal})), Occurred::on(day), {},
       [&](const FactHead&, Batch&) {
         ReceiptFact fact;
         fact.deal = deal;
         fact.amount = Money{amount->low < 0 ? -amount->low : amount->low, Currency()};
         fact.reversal = amount->low < 0;
         return FactBody(std::move(fact));
       });
}

}  // namespace kith::exchange
