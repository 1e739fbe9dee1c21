namespace Portal.Access;

/// <param name="Secret">Shown this once; only its hash is stored.</param>
internal sealed record CreatedApiKey(string Id, string Name, string Role, string Secret);
