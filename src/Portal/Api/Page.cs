namespace Portal.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="NextCursor">Where the next page begins; absent on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
