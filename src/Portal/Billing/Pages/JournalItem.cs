namespace Portal.Billing.Pages;

/// <summary>One fact of business in the books: entries that add up to zero.</summary>
public sealed record JournalItem(
    string Id, string Kind, string Description, string? SourceEvent, DateTimeOffset OccurredAt, IReadOnlyList<EntryItem> Entries);
