namespace Portal.Components;

/// <summary>One tab.</summary>
/// <param name="Key">What the address says.</param>
/// <param name="Label">What the person reads.</param>
/// <param name="Count">How many things are behind it, where that helps.</param>
public sealed record Tab(string Key, string Label, int? Count = null);
