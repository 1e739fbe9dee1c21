namespace Portal.Components;

/// <summary>One step of a breadcrumb.</summary>
public sealed record Crumb(string Label, string Href);
