namespace Portal.Marketplace.Pages;

/// <summary>Something a plugin asks to do.</summary>
/// <param name="Name">The permission's stable name.</param>
/// <param name="Meaning">What it allows, in words.</param>
public sealed record PermissionItem(string Name, string Meaning);
