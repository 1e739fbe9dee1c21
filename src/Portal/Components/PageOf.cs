namespace Portal.Components;

/// <summary>One page of a list read by keyset.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record PageOf<TItem>(IReadOnlyList<TItem> Items, string? NextCursor);
