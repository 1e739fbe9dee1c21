using Portal.Domain.Rollouts.Governance;

namespace Portal.Rollouts.Governance.Pages;

/// <summary>A policy while it is edited.</summary>
internal sealed class PolicyForm
{
    public List<StageForm> Stages { get; } = [];

    public List<FreezeForm> Freezes { get; } = [];

    public bool FourEyes { get; set; } = true;

    /// <summary>Keys, separated by commas; empty for all plugins.</summary>
    public string Plugins { get; set; } = "";

    public static PolicyForm Of(PolicyDraft draft)
    {
        var form = new PolicyForm { FourEyes = draft.FourEyes ?? true, Plugins = string.Join(", ", draft.Plugins ?? []) };
        form.Stages.AddRange((draft.Stages ?? []).OfType<StageDraft>().Select(StageForm.Of));
        form.Freezes.AddRange((draft.FreezeWindows ?? []).OfType<FreezeDraft>().Select(FreezeForm.Of));
        return form;
    }

    public PolicyDraft Draft() => new(
        Stages.ConvertAll(stage => stage.Draft()),
        FourEyes,
        Freezes.ConvertAll(freeze => freeze.Draft()),
        [.. Plugins.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
}
