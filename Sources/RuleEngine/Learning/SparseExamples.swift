/// Training examples as sparse vectors, one after the other in flat arrays.
struct SparseExamples {
    /// Where each example's features begin; one more entry than examples.
    private(set) var starts: [Int] = [0]
    /// Feature ids of all examples.
    private(set) var features: [Int32] = []
    /// The value of each feature.
    private(set) var values: [Float] = []
    /// The class each example has.
    private(set) var labels: [Int32] = []
    /// How much each example counts.
    private(set) var importance: [Double] = []
    /// Log-odds that are given before anything is learned, class by class; empty for none.
    private(set) var offsets: [[Double]] = []

    /// The number of examples.
    var count: Int { labels.count }

    /// Adds an example.
    mutating func append(
        features newFeatures: [Int32],
        values newValues: [Float],
        label: Int,
        importance: Double,
        offset: [Double] = []
    ) {
        features.append(contentsOf: newFeatures)
        values.append(contentsOf: newValues)
        labels.append(Int32(label))
        self.importance.append(importance)
        offsets.append(offset)
        starts.append(features.count)
    }
}
