package import Knowledge

/// Dense numbers for categories and sub-categories.
///
/// Categories are numbered in book order and sub-categories in one run, those of a category side
/// by side. The class outside the scope comes after the last category.
package struct CategoryTable: Sendable {
    /// The categories, in book order.
    package let categories: [Category]
    /// All sub-categories.
    package let subs: [Subcategory]
    /// The sub-categories of each category, as a range of `subs`.
    package let subRanges: [Range<Int>]
    /// The category of each sub-category.
    let topOfSub: [Int]
    /// The numbers of the issue of a firm that cannot say what its trouble is; `nil` in a book
    /// without it.
    let unclear: (top: Int, sub: Int)?
    private let topIndex: [String: Int]
    private let subIndex: [String: Int]

    /// Numbers the categories of a book.
    init(_ categories: [Category]) {
        self.categories = categories
        var subs: [Subcategory] = []
        var ranges: [Range<Int>] = []
        var tops: [Int] = []
        for (index, category) in categories.enumerated() {
            ranges.append(subs.count..<(subs.count + category.subs.count))
            subs += category.subs
            tops += repeatElement(index, count: category.subs.count)
        }
        self.subs = subs
        subRanges = ranges
        topOfSub = tops
        topIndex = Dictionary(
            categories.enumerated().map { ($1.id.text, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        subIndex = Dictionary(
            subs.enumerated().map { ($1.id.text, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let unclear = CategoryReference("management.unclear")
        if let top = topIndex[unclear.top.text], let sub = subIndex[unclear.text] {
            self.unclear = (top, sub)
        } else {
            self.unclear = nil
        }
    }

    /// The number of the class for texts outside the scope; also the number of categories.
    var outside: Int { categories.count }
    /// The number of classes a text can fall into.
    var classCount: Int { categories.count + 1 }

    /// The number of a category, or of the category a sub-category belongs to.
    func top(of reference: CategoryReference) -> Int? { topIndex[reference.top.text] }

    /// The number of a sub-category.
    func sub(of reference: CategoryReference) -> Int? { subIndex[reference.text] }
}
