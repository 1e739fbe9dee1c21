using Microsoft.AspNetCore.Components;

namespace Portal.Layout;

/// <summary>Says only that there is nothing here: what exists elsewhere is nobody's business.</summary>
public sealed partial class NotFoundPage : ComponentBase;
