namespace Portal.Local.Description;

/// <summary>Where the portal answers.</summary>
internal sealed record PortalAddress(Uri Url, int Port);
