import Knowledge
import WireFormat

/// Writes the style of support.
struct ApproachEncoder {
    let fragments: FragmentTable
    let details: DetailWriter

    /// Writes the member `approach`, `null` when there is none.
    func write(_ approach: ApproachResult?, to writer: inout JSONWriter) {
        writer.key("approach")
        guard let approach else { return writer.null() }
        writer.beginObject()
        writer.key("axes")
        writer.beginArray()
        for axis in approach.axes { write(axis, to: &writer) }
        writer.endArray()
        writer.key("model")
        writer.beginObject()
        writer.raw(fragments.model(approach.model, details.language) ?? [])
        writer.endObject()
        writer.key("barriers")
        writer.beginArray()
        for barrier in approach.barriers {
            writer.beginObject()
            writer.raw(fragments.barrier(barrier.id, details.language) ?? [])
            details.because(barrier.because, to: &writer)
            writer.endObject()
        }
        writer.endArray()
        steps(approach.steps, to: &writer)
        cautions(approach.cautions, to: &writer)
        writer.endObject()
    }

    private func write(_ axis: AxisResult, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.raw(fragments.axis(axis.id, details.language) ?? [])
        writer.member("value", axis.value)
        details.because(axis.because, to: &writer)
        writer.endObject()
    }

    private func steps(_ steps: [Identifier<Step>], to writer: inout JSONWriter) {
        writer.key("steps")
        writer.beginArray()
        for id in steps {
            guard let step = fragments.step(id, details.language) else { continue }
            writer.beginObject()
            writer.raw(step)
            writer.endObject()
        }
        writer.endArray()
    }

    private func cautions(_ cautions: [ReasonedItem<Caution>], to writer: inout JSONWriter) {
        writer.key("cautions")
        writer.beginArray()
        for item in cautions {
            guard let caution = fragments.caution(item.id, details.language) else { continue }
            writer.beginObject()
            writer.raw(caution)
            details.because(item.because, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}
