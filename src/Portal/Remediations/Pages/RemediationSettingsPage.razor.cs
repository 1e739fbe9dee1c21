using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Remediations;
using Portal.Layout;

namespace Portal.Remediations.Pages;

/// <summary>What the tenant lets be done by itself, as a form that is saved as a whole.</summary>
public sealed partial class RemediationSettingsPage : LivePage
{
    private static readonly string[] Modes = [.. Enum.GetValues<RemediationMode>().Select(RemediationWord.Of)];
    private Dictionary<string, string> _errors = [];
    private Dictionary<string, string>? _modes;
    private int _perHour;
    private int _perRollout;
    private int _minutes;
    private long _version;
    private bool _dirty;
    private bool _changed;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private RemediationScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private bool Editable => Viewer.May(Permission.GovernRollouts);

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Remediation);
    }

    protected override async Task LoadAsync()
    {
        var found = await Screens.SettingsAsync(Gone);
        if (_dirty)
        {
            // What is being chosen stays; saving would be refused.
            _changed = found.Version != _version;
            return;
        }

        Show(found);
    }

    private void Show(RemediationSettingsView found)
    {
        var settings = RemediationSettingsRules.Check(found.Settings).Value;
        _modes = Enum.GetValues<RemediationKind>().ToDictionary(RemediationWord.Of, kind => RemediationWord.Of(settings.ModeOf(kind)));
        (_perHour, _perRollout, _minutes) = (settings.PerHour, settings.PerRolloutPerHour, (int)settings.CoolDown.TotalMinutes);
        (_version, _dirty, _changed, _errors) = (found.Version, false, false, []);
    }

    private async Task ReadAgainAsync()
    {
        _dirty = false;
        await LoadAsync();
    }

    private void Set(string kind, string? mode)
    {
        _modes![kind] = mode ?? "suggested";
        Changed();
    }

    private void Changed() => _dirty = true;

    private static int Whole(object? value) => int.TryParse((string?)value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : 0;

    private async Task SaveAsync()
    {
        var draft = new RemediationSettingsDraft(
            _modes!.ToDictionary(mode => mode.Key, mode => (string?)mode.Value), _perHour, _perRollout, XmlConvert.ToString(TimeSpan.FromMinutes(_minutes)));
        var result = await Screens.SaveAsync(draft, _version, Gone);
        _errors = result.Error?.Fields.ToDictionary(field => field.Pointer, field => field.Message, StringComparer.Ordinal) ?? [];
        if (result.Succeeded)
        {
            Show(result.Value);
            Toasts.Say(Tone.Success, "The remediation settings are saved.");
        }
        else if (_errors.Count == 0)
        {
            _changed = result.Error is RemediationSettingsChanged;
            Toasts.Refuse(result.Error!);
        }
    }
}
