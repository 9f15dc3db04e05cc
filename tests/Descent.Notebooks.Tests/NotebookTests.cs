using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Descent.Notebooks.Tests;

public sealed class NotebookTests
{
    private const string Small = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "why",
           "metadata": {},
           "source": [
            "# Größe → 大きさ 😀\n",
            "a \"quote\", a \\ and a tab\t"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 1,
           "id": "sum",
           "metadata": {
            "tags": [
             "volatile"
            ],
            "unknown": {
             "a": 1e5,
             "b": 1.0,
             "c": []
            }
           },
           "outputs": [
            {
             "data": {
              "application/vnd.plotly.v1+json": {
               "y": [
                0.10,
                -0.0,
                12345678901234567890123
               ]
              },
              "text/plain": [
               "2"
              ]
             },
             "execution_count": 1,
             "metadata": {},
             "output_type": "execute_result"
            }
           ],
           "source": [
            "1 + 1"
           ]
          }
         ],
         "metadata": {},
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    private static Notebook Parse(string text) => Notebook.Parse(Encoding.UTF8.GetBytes(text), "n.ipynb");

    [Fact]
    public void A_notebook_in_our_form_is_written_back_byte_for_byte()
    {
        Assert.Equal(Small, Parse(Small).ToText());
    }

    [Fact]
    public void A_notebook_in_another_form_comes_into_ours_and_stays_there()
    {
        string compact = """{"nbformat_minor":5,"nbformat":4,"metadata":{"z":1,"a":"\u00fc\u2028"},"cells":[{"source":"a\nb","id":"x","cell_type":"code","metadata":{},"execution_count":null,"outputs":[{"output_type":"stream","name":"stdout","text":"1\n2\n"},{"output_type":"display_data","metadata":{},"data":{"text/plain":"3","application/json":"s\nt"}}]}]}""";
        string once = Parse(compact).ToText();
        Assert.Equal(once, Parse(once).ToText());
        Assert.Contains("\"source\": [\n    \"a\\n\",\n    \"b\"\n   ]", once);
        Assert.Contains("\"text\": [\n      \"1\\n\",\n      \"2\\n\"\n     ]", once);
        Assert.Contains("\"application/json\": \"s\\nt\"", once);
        Assert.Contains("\"a\": \"ü\u2028\"", once);
        Assert.True(once.IndexOf("\"a\":", StringComparison.Ordinal) < once.IndexOf("\"z\":", StringComparison.Ordinal));
        Assert.EndsWith("}\n", once);
    }

    [Fact]
    public void A_cell_is_read_and_changed_through_its_face()
    {
        Notebook notebook = Notebook.Create();
        Cell cell = notebook.Add(Cell.Code("int a = 1;\na", "first"));
        Assert.Equal(("cell 1 (first)", "int a = 1;\na", true), (cell.Name, cell.Source, cell.IsCode));
        cell.Source = "";
        cell.Metadata["tags"] = new JsonArray("volatile", 3);
        Assert.True(cell.HasTag("volatile"));
        Assert.Contains("\"source\": []", notebook.ToText());
        Assert.Null(Parse(notebook.ToText()).Cells[0].ExecutionCount);
    }

    [Fact]
    public void A_clone_shares_nothing()
    {
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Code("1", "a"));
        notebook.Clone().Cells[0].Source = "2";
        Assert.Equal("1", notebook.Cells[0].Source);
    }

    [Theory]
    [InlineData("", "n.ipynb: the file is empty")]
    [InlineData(" \n", "n.ipynb: the file is empty")]
    [InlineData("{\n \"cells\": [,]}", "n.ipynb: is not JSON (line 2, byte 12)")]
    [InlineData("hello", "n.ipynb: is not JSON (line 1, byte 1)")]
    [InlineData("{\"cells\": [", "n.ipynb: is not JSON")]
    [InlineData("{\"a\":1,\"a\":2}", "n.ipynb: is not JSON")]
    [InlineData("[]", "n.ipynb: is JSON, but not a notebook")]
    [InlineData("{}", "n.ipynb: is JSON, but not a notebook: it has no \"nbformat\" number")]
    [InlineData("{\"nbformat\":4}", "n.ipynb: is not a notebook: it has no list of \"cells\"")]
    [InlineData("{\"nbformat\":3,\"worksheets\":[]}", "n.ipynb: is a notebook of nbformat 3; save it as nbformat 4 first")]
    [InlineData("{\"nbformat\":5,\"cells\":[]}", "n.ipynb: is a notebook of nbformat 5, which is newer")]
    [InlineData("{\"nbformat\":4,\"cells\":[7]}", "n.ipynb: cell 1: is not an object")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"source\":\"\"}]}", "n.ipynb: cell 1: has no \"cell_type\"")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":3}]}", "n.ipynb: cell 1: \"source\" is neither")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\",\"outputs\":[1]}]}", "n.ipynb: cell 1: has an output without")]
    [InlineData("{\"nbformat\":4,\"metadata\":{\"a\":\"\\ud83d\"},\"cells\":[]}", "n.ipynb: holds a string with half a surrogate pair")]
    [InlineData(
        "{\"nbformat\":4,\"cells\":[{\"cell_type\":\"raw\",\"source\":\"\",\"id\":\"a\"},{\"cell_type\":\"raw\",\"source\":\"\",\"id\":\"a\"}]}",
        "n.ipynb: cells 1 and 2 have the same id \"a\"")]
    public void A_file_that_is_no_notebook_says_why_and_where(string text, string message)
    {
        var exception = Assert.Throws<NotebookException>(() => Parse(text));
        Assert.StartsWith(message, exception.Message);
    }

    [Fact]
    public void A_missing_file_says_so()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("missing.ipynb");
        Assert.Equal($"{path}: cannot be read: there is no such file", Assert.Throws<NotebookException>(() => Notebook.Read(path)).Message);
    }

    [Fact]
    public void A_byte_order_mark_is_read_over() => Assert.Empty(Parse("\uFEFF{\"nbformat\":4,\"cells\":[]}").Cells);

    [Fact]
    public void A_file_is_replaced_whole_through_a_link_with_its_permissions_and_nothing_left_behind()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("a.ipynb", "old");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        string link = folder.File("link.ipynb");
        File.CreateSymbolicLink(link, file);
        Notebook.Create().Write(link);
        Assert.Equal(Notebook.Create().ToText(), File.ReadAllText(file));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(file));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void A_read_only_file_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("a.ipynb", "old");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        Assert.Equal($"{file} is read-only.", Assert.Throws<UnauthorizedAccessException>(() => WholeFile.Replace(file, "new")).Message);
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
        File.SetAttributes(file, FileAttributes.Normal);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("a.ipynb", "old");
        Assert.ThrowsAny<ArgumentException>(() => WholeFile.Replace(file, "half a pair: \ud83d"));
        string occupied = folder.File("b.ipynb");
        Directory.CreateDirectory(occupied);
        Assert.ThrowsAny<Exception>(() => WholeFile.Replace(occupied, "text"));
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }
}
