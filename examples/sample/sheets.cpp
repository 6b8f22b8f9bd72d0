// The sheets: the world's facts written by hand, each manager in a style of their own.
#include "sample/sheets.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "sample/customer.hpp"
#include "sample/sheet_text.hpp"

namespace kith {

namespace {

using namespace sample;
using Cells = std::vector<std::string>;

constexpr std::size_t kStyles = 4;
// The columns of table 1, then of tables 2 and 3, as four people head them.
constexpr std::array<std::array<std::string_view, 11>, kStyles> kCustomerHeads{{
    {"序号", "客户名称", "所属行业", "联系人", "职位", "联系方式", "客户分级", "核心需求",
     "历史合作金额(万元)", "负责人", "最后跟进时间"},
    {"序号", "公司名称", "行业", "联系人姓名", "职务", "手机", "客户级别", "客户需求",
     "累计合作金额（元）", "客户经理", "最近联系时间"},
    {"编号", "企业名称", "客户行业", "主要联系人", "岗位", "联系电话", "客户等级",
     "主要需求", "合作金额(万元)", "跟进人", "最后跟进日期"},
    {"No.", "客户全称", "行业类别", "联系人", "联系人职位", "电话", "等级", "需求描述",
     "历史成交金额(元)", "业务员", "上次跟进时间"},
}};
constexpr std::array<std::array<std::string_view, 8>, kStyles> kFollowHeads{{
    {"客户名称", "跟进时间", "跟进方式", "跟进内容", "客户反馈", "下一步计划", "负责人",
     "完成状态"},
    {"公司名称", "互动时间", "互动方式", "互动内容", "客户反馈", "下一步计划", "记录人",
     "处理状态"},
    {"客户", "跟进日期", "沟通方式", "跟进记录", "反馈结果", "后续计划", "跟进人",
     "完成情况"},
    {"客户全称", "互动日期", "沟通方式", "互动要点", "反馈", "下次联系计划", "记录人",
     "状态"},
}};

struct Style {
  std::size_t heads = 0;
  bool ten_thousands = true;
  bool title = false;
  bool notes = false;
  char separator = ',';
  bool bom = false;
  bool gb18030 = false;
  std::int32_t date = 0;  ///< the spelling mostly used
};

Style style_of(std::size_t manager) {
  Style s;
  s.heads = manager % kStyles;
  s.ten_thousands = s.heads % 2 == 0;
  s.title = manager % 3 == 1;
  s.notes = manager % 3 != 0;
  s.separator = manager == 3 ? ';' : ',';
  s.gb18030 = manager % 4 == 2;
  s.bom = manager % 4 == 1;
  s.date = static_cast<std::int32_t>(manager % 5);
  return s;
}

/// What sheets need of a customer once its facts are told.
struct Known {
  Customer customer;
  std::string contact;
  std::string position;
  std::string phone;
  std::string file_tier;
  std::string core_need;
  std::int64_t past = 0;
  Date last_touch;
};

struct FollowUp {
  std::size_t known = 0;
  Date day;
  Channel channel = Channel::unknown;
  std::string content;
  std::string feedback;
  std::string next_step;
  bool has_step = false;
  bool open = false;
};

struct Book {
  std::vector<Known> customers;
  std::map<PersonKey, std::vector<FollowUp>> follow_ups;
};

std::string phrase(const StepFact& step, std::string_view text) {
  const std::string what(text);
  switch (step.deadline) {
    case DeadlineKind::point: {
      const YearMonthDay d = step.last->ymd();
      return std::to_string(d.month) + "月" + std::to_string(d.day) + "日前" + what;
    }
    case DeadlineKind::range:
      return "下周" + what;
    case DeadlineKind::working_days:
      return std::to_string(step.working_days) + "个工作日内" + what;
    case DeadlineKind::none:
      break;
  }
  return what;
}

class Reader {
 public:
  explicit Reader(Book& book) : book_(book) {}

  void read(Story story) {
    Known known;
    known.last_touch = story.customer.arrival;
    const std::vector<Fact> facts = facts_in_force(story.batch.facts());
    for (const Fact& fact : facts) {
      if (const auto* closed = std::get_if<StepClosedFact>(&fact.body)) {
        closed_.emplace(closed->step.key, true);
      }
    }
    for (const Fact& fact : facts) take(known, fact, story.batch);
    known.customer = std::move(story.customer);
    book_.customers.push_back(std::move(known));
    last_ = nullptr;
    closed_.clear();
  }

 private:
  void take(Known& known, const Fact& fact, const Batch& texts) {
    if (const auto* c = std::get_if<CustomerFact>(&fact.body)) profile(known, *c, texts);
    if (const auto* c = std::get_if<ContactFact>(&fact.body);
        c && known.contact.empty()) {
      known.contact = texts.text(c->name);
      known.position = texts.text(c->position);
      known.phone = texts.text(c->phone);
    }
    if (const auto* t = std::get_if<TouchFact>(&fact.body); t && !t->opening) {
      touch(known, fact.head, *t, texts);
    }
    // A step stands in the row of the touch before it, on the same day.
    if (const auto* s = std::get_if<StepFact>(&fact.body)) {
      if (last_ == nullptr || last_->day != fact.head.occurred.day || last_->has_step)
        return;
      last_->has_step = true;
      last_->next_step = phrase(*s, texts.text(s->text));
      last_->open = closed_.count(fact.head.event.key) == 0;
    }
  }

  static void profile(Known& known, const CustomerFact& c, const Batch& texts) {
    for (const auto& [field, value] : c.fields) {
      if (field == Field::file_tier) known.file_tier = std::get<std::string>(value);
      if (field == Field::past_amount) known.past = std::get<Money>(value).minor;
      if (field == Field::core_need)
        known.core_need = texts.text(std::get<TextRef>(value));
    }
  }

  void touch(Known& known, const FactHead& head, const TouchFact& t, const Batch& texts) {
    FollowUp row;
    row.known = book_.customers.size();
    row.day = head.occurred.day;
    row.channel = t.channel;
    row.content = texts.text(t.content);
    row.feedback = texts.text(t.feedback);
    known.last_touch = std::max(known.last_touch, row.day);
    std::vector<FollowUp>& rows = book_.follow_ups[head.author];
    rows.push_back(std::move(row));
    last_ = &rows.back();
  }

  Book& book_;
  FollowUp* last_ = nullptr;
  std::map<std::string, bool> closed_;
};

Book read_world(const World& world) {
  Book book;
  Reader reader(book);
  for (std::int64_t i = 0; i < world.options.customers; ++i) reader.read(tell(world, i));
  return book;
}

/// One sheet being written.
class Writer {
 public:
  Writer(const World& world, std::size_t manager, std::uint64_t topic)
      : w_(world),
        style_(style_of(manager)),
        rng_(world.options.seed, manager + 1, topic) {}

  void open(std::string name, std::string title, Cells header) {
    file_.name = std::move(name);
    if (style_.title) rows_.push_back({std::move(title)});
    header_ = header;
    rows_.push_back(std::move(header));
  }
  void row(Cells cells) {
    rows_.push_back(std::move(cells));
    ++file_.rows;
  }
  /// Makes a cell of the last row wrong.
  void spoil(std::size_t column, std::string_view kind, std::string text,
             std::string_view outcome = "refused") {
    rows_.back()[column] = text;
    file_.dirty.push_back({static_cast<std::int64_t>(rows_.size()), header_[column],
                           std::string(kind), std::move(text), std::string(outcome)});
  }
  [[nodiscard]] bool dirty() {
    const bool now = rng_.chance(w_.options.dirty_per_mille);
    return w_.options.dirty && now;
  }
  std::string date(Date day) {
    return written_date(day, rng_.chance(820)
                                 ? style_.date
                                 : static_cast<std::int32_t>(rng_.below(kDateSpellings)));
  }
  void spoil_date(std::size_t column, Date day) {
    static constexpr std::array<std::string_view, 4> kBad{"待定", "2023-13-45", "2023年",
                                                          "10/15/2023"};
    const YearMonthDay d = day.ymd();
    if (rng_.chance(500))
      return spoil(column, "unreadable_date", std::string(rng_.pick(kBad)));
    spoil(column, "two_digit_year",
          std::to_string(d.year % 100) + "-" + std::to_string(d.month) + "-" +
              std::to_string(d.day));
  }
  SampleFile close() {
    if (style_.notes) {
      rows_.push_back({});
      rows_.push_back({"备注：以上数据由客户经理自行维护"});
    }
    std::string text = csv_text(rows_, style_.separator);
    if (style_.gb18030) {
      text = to_gb18030(text);
    } else if (style_.bom) {
      text.insert(0, "\xEF\xBB\xBF");
    }
    file_.bytes = std::move(text);
    return std::move(file_);
  }
  [[nodiscard]] const Style& style() const { return style_; }
  Rng& rng() { return rng_; }

 private:
  const World& w_;
  Style style_;
  Rng rng_;
  Cells header_;
  std::vector<Cells> rows_;
  SampleFile file_;
};

std::string file_name(std::size_t manager, const Manager& m, std::string_view what) {
  const std::string number = std::to_string(manager + 1);
  return (number.size() < 2 ? "0" : "") + number + "_" + m.name + "_" +
         std::string(what) + ".csv";
}

template <std::size_t N>
Cells header_of(const std::array<std::string_view, N>& heads) {
  return {heads.begin(), heads.end()};
}

void spoil_customer(Writer& w, const Known& known) {
  const std::int64_t how = w.rng().below(3);
  if (how == 0) return w.spoil_date(10, known.last_touch);
  if (how == 1) return w.spoil(5, "lost_digits", "1.38E+10");
  w.spoil(8, "both_units", w.style().ten_thousands ? "800000元" : "80万");
}

Cells customer_cells(Writer& w, const Known& known, std::int64_t number,
                     const std::string& manager) {
  const Customer& c = known.customer;
  Rng& rng = w.rng();
  std::string tier = known.file_tier;
  if (w.style().heads == 1) tier += "级";
  if (w.style().heads == 2) tier += "类";
  return {std::to_string(number),
          rng.chance(60) ? c.name() + " " : c.name(),
          std::string(c.industry->name),
          known.contact,
          known.position,
          written_phone(known.phone, rng),
          tier,
          known.core_need,
          known.past == 0 ? "" : written_amount(known.past, w.style().ten_thousands, rng),
          manager,
          w.date(known.last_touch)};
}

SampleFile customers_sheet(const World& world, const Book& book, std::size_t manager) {
  const Manager& m = world.managers[manager];
  Writer w(world, manager, 11);
  w.open(file_name(manager, m, "客户信息"), m.name + "客户信息基础表",
         header_of(kCustomerHeads[w.style().heads]));
  std::int64_t number = 0;
  for (const Known& known : book.customers) {
    const PersonKey& owner = known.customer.owner_on(world.options.last);
    const bool mine = owner == m.key;
    // Two managers list the same customer: the first keeps it, this row is the conflict.
    const bool claimed = !mine && !owner.empty() && world.options.dirty && manager > 0 &&
                         w.rng().chance(world.options.dirty_per_mille / 10) &&
                         owner < m.key;
    if (!mine && !claimed) continue;
    w.row(customer_cells(w, known, ++number, m.name));
    if (claimed) {
      w.spoil(9, "owner_conflict", m.name, "conflict");
    } else if (w.dirty()) {
      spoil_customer(w, known);
    }
  }
  return w.close();
}

std::string called(const Customer& c, Rng& rng) {
  const std::int64_t how = rng.below(100);
  if (c.twin || how < 45) return c.name();
  if (how < 75) return c.without_form();
  return c.core();
}

std::string channel_text(Channel channel, Rng& rng) {
  static constexpr std::array<std::string_view, 3> kVisits{"面谈", "拜访", "上门拜访"};
  static constexpr std::array<std::string_view, 2> kMessages{"微信", "企业微信"};
  if (channel == Channel::visit) return std::string(rng.pick(kVisits));
  if (channel == Channel::message) return std::string(rng.pick(kMessages));
  return std::string(code_word(channel, Language::chinese));
}

void spoil_follow_up(Writer& w, const Known& known, Date day) {
  const std::int64_t how = w.rng().below(3);
  if (known.customer.twin) {
    return w.spoil(0, "ambiguous_customer", known.customer.core(), "conflict");
  }
  if (how < 2) return w.spoil_date(1, day);
  static constexpr std::array<std::string_view, 3> kStrangers{"昆仑山外某某贸易",
                                                              "不详客户", "展会名片待查"};
  w.spoil(0, "unknown_customer", std::string(w.rng().pick(kStrangers)));
}

SampleFile follow_ups_sheet(const World& world, Book& book, std::size_t manager) {
  const Manager& m = world.managers[manager];
  Writer w(world, manager, 12);
  const bool interactions = w.style().heads % 2 == 1;
  w.open(file_name(manager, m, interactions ? "客户互动记录" : "客户跟进计划"),
         m.name + (interactions ? "客户互动记录表" : "客户跟进计划表"),
         header_of(kFollowHeads[w.style().heads]));
  std::vector<FollowUp>& rows = book.follow_ups[m.key];
  std::stable_sort(rows.begin(), rows.end(),
                   [](const FollowUp& a, const FollowUp& b) { return a.day < b.day; });
  for (const FollowUp& f : rows) {
    const Known& known = book.customers[f.known];
    w.row({called(known.customer, w.rng()), w.date(f.day),
           channel_text(f.channel, w.rng()), f.content, f.feedback, f.next_step, m.name,
           !f.has_step ? "已完成"
           : f.open    ? "进行中"
                       : "已完成"});
    // Twins are few, so their short names are written more often.
    if (w.dirty() || (world.options.dirty && known.customer.twin && w.rng().chance(40))) {
      spoil_follow_up(w, known, f.day);
    }
  }
  return w.close();
}

}  // namespace

std::vector<SampleFile> sample_sheets(const SampleOptions& options) {
  const World world = make_world(options);
  Book book = read_world(world);
  std::vector<SampleFile> files;
  for (std::size_t i = 0; i < world.managers.size(); ++i) {
    files.push_back(customers_sheet(world, book, i));
  }
  for (std::size_t i = 0; i < world.managers.size(); ++i) {
    files.push_back(follow_ups_sheet(world, book, i));
  }
  return files;
}

}  // namespace kith
