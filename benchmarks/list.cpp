// The morning list of an owner: the first 50 that are overdue, alone and with names,
// phones and whys, and the time from opening the file to that list.
//
// "From the file": owners that this handle has not been asked for before. "Warm": the
// same owners again. Floor: 50 rows of answer, and the pages that name the owner's
// customers.
#include <optional>

#include "fixture.hpp"
#include "harness.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int64_t kOwnersARound = 20;

struct Lists {
  World world{arguments().customers};
  std::filesystem::path book_path = book_file(world.customers());
  std::filesystem::path hand_path = hand_file(world.customers());
  std::optional<Book> book;
  std::optional<Hand> hand;
};

Lists& lists() {
  static Lists l;
  return l;
}

std::int64_t owner_at(std::int64_t i) {
  return static_cast<std::int64_t>(scatter(7, static_cast<std::uint64_t>(i)) >> 16) %
         lists().world.owners();
}

BookOptions reading() {
  BookOptions options;
  options.read_only = true;
  return options;
}

void open_ours() {
  lists().book.reset();
  lists().book.emplace(Book::open(lists().book_path.string(), reading()).value());
}

void open_peer() { lists().hand.emplace(lists().hand_path); }

using Ask = Table(const View&, std::int64_t);
template <Ask ask>
void ask_ours(benchmark::State& state) {
  if (!lists().book) open_ours();
  const View view(lists().book->source(), {.as_of = today()});
  std::int64_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(ask(view, owner_at(i++ % kOwnersARound)));
}

Body ask_peer(ListOrder order) {
  return [order](benchmark::State& state) {
    if (!lists().hand) open_peer();
    std::int64_t i = 0;
    for (auto _ : state)
      benchmark::DoNotOptimize(
          lists().hand->list(owner_at(i++ % kOwnersARound), today().days(), order));
  };
}

/// A handle opened before the clock starts.
Body after(void (*open)(), const Body& ask) {
  return [=](benchmark::State& state) {
    open();
    ask(state);
  };
}

void open_and_list_ours(benchmark::State& state) {
  std::int64_t i = 0;
  for (auto _ : state) {
    const Book book = Book::open(lists().book_path.string(), reading()).value();
    const View view(book.source(), {.as_of = today()});
    benchmark::DoNotOptimize(morning_list(view, owner_at(i++ % kOwnersARound)));
  }
}

void open_and_list_peer(benchmark::State& state) {
  std::int64_t i = 0;
  for (auto _ : state) {
    Hand hand(lists().hand_path);
    benchmark::DoNotOptimize(
        hand.list(owner_at(i++ % kOwnersARound), today().days(), ListOrder::by_class));
  }
}

void open_and_look_up_ours(benchmark::State& state) {
  std::int64_t i = 0;
  for (auto _ : state) {
    const Book book = Book::open(lists().book_path.string(), reading()).value();
    const CustomerKey key(World::customer_key(i++ * 7'919 % lists().world.customers()));
    benchmark::DoNotOptimize(
        View(book.source(), {.as_of = today()}).due({.customer = key}));
  }
}

void open_and_look_up_peer(benchmark::State& state) {
  std::int64_t i = 0;
  for (auto _ : state) {
    Hand hand(lists().hand_path);
    benchmark::DoNotOptimize(hand.due(i++ * 7'919 % lists().world.customers()));
  }
}

double mebibytes(const std::filesystem::path& file) {
  return static_cast<double>(std::filesystem::file_size(file)) / 1'048'576;
}

// Our order may be either; the rows must be those of the peer in that order.
void compare_lists() {
  open_ours();
  open_peer();
  const View view(lists().book->source(), {.as_of = today()});
  bool by_class = true, by_due = true;
  for (std::int64_t i = 0; i < kOwnersARound; ++i) {
    const auto ours = due_rows(morning_list(view, owner_at(i)));
    const auto peer = [&](ListOrder order) {
      return lists().hand->list(owner_at(i), today().days(), order);
    };
    const auto told = due_rows(morning_list_with_words(view, owner_at(i)));
    by_class = by_class && ours == peer(ListOrder::by_class);
    by_due = by_due && ours == peer(ListOrder::by_due) && told == ours;
  }
  if (!by_class && !by_due) differ("the first 50 of an owner");
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  const Turn once{.iterations = kOwnersARound};
  in_turn("morning list, from the file", once, after(open_ours, ask_ours<morning_list>),
          after(open_peer, ask_peer(ListOrder::by_class)));
  in_turn("morning list, warm", {}, ask_ours<morning_list>,
          ask_peer(ListOrder::by_class));
  in_turn("morning list by due day, warm", {}, ask_ours<morning_list>,
          ask_peer(ListOrder::by_due));
  in_turn("morning list with its words and whys", {}, ask_ours<morning_list_with_words>,
          ask_peer(ListOrder::by_class));
  in_turn("open, an owner's list", {}, open_and_list_ours, open_and_list_peer);
  in_turn("open, one customer", {}, open_and_look_up_ours, open_and_look_up_peer);
  figure("file size", "ours", [] { return mebibytes(lists().book_path); });
  figure("file size", "peer", [] { return mebibytes(lists().hand_path); });
  return run(compare_lists);
}
