using System.Collections.Immutable;

namespace Portal.Local.Kubernetes.Resources;

/// <summary>Every resource that is served now: the built-in ones and those of established custom resource definitions.</summary>
internal sealed class ResourceCatalog
{
    private readonly ImmutableArray<ResourceType> _builtIn;
    private readonly Lock _gate = new();
    private ImmutableArray<ResourceType> _all;
    private ImmutableDictionary<string, ImmutableArray<ResourceType>> _custom = ImmutableDictionary.Create<string, ImmutableArray<ResourceType>>(StringComparer.Ordinal);

    public ResourceCatalog(IEnumerable<ResourceType> builtIn)
    {
        _builtIn = [.. builtIn];
        _all = _builtIn;
    }

    public ImmutableArray<ResourceType> All => _all;

    public ResourceType? Find(string group, string version, string plural) =>
        _all.FirstOrDefault(type => type.Plural == plural && type.Group == group && type.Version == version);

    /// <summary>The type that keeps objects of a collection, or null when it is no longer served.</summary>
    public ResourceType? Keeper(string collection)
    {
        var versions = _all.Where(type => type.Collection == collection).ToList();
        return versions.Find(type => type.ApiVersion == type.KeptApiVersion) ?? versions.FirstOrDefault();
    }

    public ResourceType? OfKind(string apiVersion, string kind) => _all.FirstOrDefault(type => type.Kind == kind && type.ApiVersion == apiVersion);

    /// <summary>Serves the versions of one definition in place of those it served before; none stops serving it.</summary>
    public void Define(string definition, IEnumerable<ResourceType> versions)
    {
        lock (_gate)
        {
            _custom = _custom.SetItem(definition, [.. versions]);
            _all = [.. _builtIn, .. _custom.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value)];
        }
    }
}
