/** The build turns a style sheet of the widget into minified text. */
declare module '*.css' {
  const text: string;
  export default text;
}
