using System.Text.RegularExpressions;
using Portal.Domain.Billing;

namespace Portal.Domain.Plugins;

/// <summary>Turns a draft into a manifest, or says everything that is wrong with it at once.</summary>
public sealed partial class ManifestRules
{
    private readonly ManifestFields _fields = new();

    private ManifestRules()
    {
    }

    /// <returns>The manifest, or null and at least one error.</returns>
    public static (PluginManifest? Manifest, IReadOnlyList<FieldError> Errors) Check(ManifestDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var rules = new ManifestRules();
        var manifest = rules.Build(draft);
        return rules._fields.Errors.Count == 0 ? (manifest, []) : (null, rules._fields.Errors);
    }

    private PluginManifest Build(ManifestDraft draft) => new()
    {
        Id = Key(draft.Id),
        Name = _fields.Text("/name", draft.Name, "A name", 60),
        Version = Version(draft.Version),
        Publisher = _fields.Matching("/publisher", draft.Publisher, PublisherSlug, "A publisher is 3 to 40 lower-case letters, digits and single hyphens."),
        Summary = _fields.Text("/summary", draft.Summary, "A summary", 140),
        Description = _fields.Paragraphs(draft.Description),
        Categories = _fields.Known("/categories", draft.Categories, PluginCategories.Titles, least: 1, most: 3),
        License = _fields.Matching("/license", draft.License, SpdxId, "A license is an SPDX identifier such as MIT or Apache-2.0."),
        Icon = _fields.Matching("/icon", draft.Icon ?? "extension", IconName, "An icon is a lower-case name such as pulse or git-branch."),
        UiEntry = _fields.Matching("/ui/entry", draft.UiEntry, UiPath, "The entry is an HTML file under ui/, for example ui/index.html."),
        Backend = Backend(draft),
        Permissions = _fields.Known("/permissions", draft.Permissions, PluginPermissions.Meanings, least: 0, most: 20),
        Price = Price(draft),
    };

    private PluginBackend Backend(ManifestDraft draft) => new(
        _fields.Matching("/backend/image", draft.Image, ImageName, "An image is a repository name without tag or digest: the version is the tag."),
        _fields.Whole("/backend/port", draft.Port, 1024, 65535) ?? 0,
        _fields.Whole("/backend/replicas", draft.Replicas ?? "2", 1, 20) ?? 0,
        draft is { ErrorRatio: null, LatencyMs: null, CrashAfter: null }
            ? null
            : new PluginSimulation(_fields.Ratio(draft.ErrorRatio), LatencyOf(draft.LatencyMs), _fields.Duration(draft.CrashAfter)));

    private int? LatencyOf(string? value) => value is null ? null : _fields.Whole("/backend/simulation/latencyMs", value, 0, 60_000);

    private PluginKey Key(string? value)
    {
        if (!PluginKey.TryParse(value, out var key))
        {
            _fields.Fail("/id", value, "An id is up to 50 lower-case letters, digits and single hyphens, beginning with a letter.");
        }

        return key;
    }

    private PluginVersion Version(string? value)
    {
        if (PluginVersion.TryParse(value, out var version) && version!.Build.Length == 0)
        {
            return version;
        }

        // Build metadata does not order versions, and a plus is no part of an image tag.
        _fields.Fail("/version", value, "A version follows Semantic Versioning 2.0.0 without build metadata, for example 1.4.0 or 2.0.0-rc.1.");
        return PluginVersion.Parse("0.0.0");
    }

    private Money? Price(ManifestDraft draft)
    {
        if (draft is { PriceAmount: null, PriceCurrency: null })
        {
            return null;
        }

        var amount = _fields.Whole("/price/amount", draft.PriceAmount, 50, 100_000_000);
        if (!Currency.TryParse(draft.PriceCurrency, out var currency))
        {
            _fields.Fail("/price/currency", draft.PriceCurrency, "A currency is an ISO 4217 code that Portal is paid in, for example EUR.");
            return null;
        }

        return amount is null ? null : new Money(amount.Value, currency);
    }

    [GeneratedRegex(@"\A(?=.{3,40}\z)[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PublisherSlug { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.+-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SpdxId { get; }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IconName { get; }

    [GeneratedRegex(@"\Aui/([A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.html\z", RegexOptions.CultureInvariant)]
    private static partial Regex UiPath { get; }

    // A registry host, then path components by the OCI distribution specification.
    [GeneratedRegex(@"\A(?=.{1,200}\z)[a-z0-9]+([.-][a-z0-9]+)*(:[0-9]{1,5})?(/[a-z0-9]+([._-][a-z0-9]+)*)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImageName { get; }
}
