using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Components;

/// <summary>The browser's own modal dialog: focus stays inside, Escape closes, focus returns to where it was.</summary>
public sealed partial class Dialog : ComponentBase
{
    private readonly string _titleId = $"dialog-{Guid.CreateVersion7():N}";
    private ElementReference _element;
    private bool _shown;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required bool Open { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnClose { get; set; }

    [Parameter]
    public bool Wide { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Open == _shown)
        {
            return;
        }

        _shown = Open;
        await Script.InvokeVoidAsync(Open ? "portal.showDialog" : "portal.closeDialog", _element);
    }
}
