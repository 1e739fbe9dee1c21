namespace Portal.Billing;

/// <summary>One fact of business in the books: entries that add up to zero in each currency.</summary>
/// <param name="BusinessKey">Names the fact; posted once.</param>
/// <param name="SourceEvent">The payment provider's event that reported it.</param>
internal sealed record JournalView(
    string Id,
    string Kind,
    string Description,
    string BusinessKey,
    string? SourceEvent,
    DateTimeOffset OccurredAt,
    DateTimeOffset PostedAt,
    IReadOnlyList<JournalEntryView> Entries);
