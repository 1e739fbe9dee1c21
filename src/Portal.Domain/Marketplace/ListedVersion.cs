using Portal.Domain.Plugins;

namespace Portal.Domain.Marketplace;

/// <summary>
/// Which version a listing offers to whoever names none. It follows releases within its major version. The next major version may break
/// its users (Semantic Versioning 2.0.0, section 8), so it is there to choose but is not given to anybody unasked.
/// </summary>
public static class ListedVersion
{
    public static PluginVersion Next(PluginVersion? listed, PluginVersion published)
    {
        ArgumentNullException.ThrowIfNull(published);
        var follows = listed is null
            || (listed.Prerelease.Length > 0 && published > listed)
            || (published.Prerelease.Length == 0 && published.Major == listed.Major && published > listed);
        return follows ? published : listed!;
    }
}
