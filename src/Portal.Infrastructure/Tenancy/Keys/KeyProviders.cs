namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>Wraps by the provider that the settings name, and unwraps by the one that wrapped: so a deployment can go from one to another.</summary>
internal sealed class KeyProviders(string wrapping, IReadOnlyList<IKeyEncryption> known) : IKeyEncryption
{
    public string Provider => wrapping;

    public Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken) => Find(wrapping).WrapAsync(owner, key, cancellationToken);

    public async Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken) =>
        await Find(wrapped.Provider).UnwrapAsync(owner, wrapped, cancellationToken);

    public Task RotateAsync(KeyOwner owner, CancellationToken cancellationToken) => Find(wrapping).RotateAsync(owner, cancellationToken);

    /// <summary>At every one: an earlier provider may have wrapped what a backup holds.</summary>
    public async Task<string> DestroyAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        var gone = new List<string>();
        foreach (var provider in known)
        {
            gone.Add($"{provider.Provider}: {await provider.DestroyAsync(owner, cancellationToken)}");
        }

        return string.Join(' ', gone);
    }

    private IKeyEncryption Find(string name) => known.FirstOrDefault(provider => provider.Provider == name)
        ?? throw KeyFailures.Away(name, $"A key was wrapped by the provider \"{name}\", whose settings are missing: add the section Keys:{name} again.");
}
