namespace Portal.Access;

/// <summary>Set on a request whose API key is another tenant's.</summary>
internal sealed class ForeignKeyFeature;
