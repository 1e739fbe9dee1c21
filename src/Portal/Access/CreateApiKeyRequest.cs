namespace Portal.Access;

internal sealed record CreateApiKeyRequest(string? Name);
