namespace Portal.Local.Description;

/// <summary>Where a stand-in answers.</summary>
internal sealed record ServerAddress(Uri Url);
